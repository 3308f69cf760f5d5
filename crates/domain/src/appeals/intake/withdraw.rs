use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, tell, write};
use crate::appeals::nouns::event::Withdrawn;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// The applicant takes an open appeal back.
pub fn withdraw(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Withdraw)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let appeal = record(work, appeal, Some(seen), &Event::Withdrawn(Withdrawn { words }))?;
    tell(work, &appeal, NoticeKind::Withdrawn, &[])?;
    Ok(appeal)
}

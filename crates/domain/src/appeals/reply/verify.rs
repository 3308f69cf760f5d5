use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, after, permitted, record, write};
use crate::appeals::nouns::event::Verified;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// Looks on site where no resident asked (核查): solved closes it, unsolved sends it back.
pub fn verify(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    solved: bool,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Verify)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let rework_until = after(&set, work.cx.at, set.rules.limits.rework_window);
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Verified(Verified { solved, words, rework_until });
    record(work, appeal, Some(seen), &event)
}

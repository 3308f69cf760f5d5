use crate::appeals::nouns::{Action, DutyKind, NoticeKind};
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, above, permitted, record, tell, write};
use crate::appeals::nouns::event::Reconsidered;
use crate::appeals::nouns::{Appeal, Event, Seen, duties};
use crate::office::Work;
use crate::organisation::unit;

/// The applicant objects to a refusal, once and in time; the level above looks at it anew.
pub fn reconsider(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Reconsider)?;
    let late = appeal.casework.object_until.is_none_or(|until| work.cx.at > until);
    if appeal.casework.reconsidered || late {
        let said = "复核只能申请一次，而且要在规定的时间内。您可以按告知的途径去办。";
        return Err(Problem::refused("no_more_reconsidering", said));
    }
    let here = unit(work.tx, appeal.receiver.unit)?;
    let receiver = above(work, &appeal, &here, DutyKind::Accept)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Reconsidered(Reconsidered { words, receiver });
    let appeal = record(work, appeal, Some(seen), &event)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let owed = duties(&appeal, &set).into_iter().next();
    let due = owed.map(|duty| duty.due.said()).unwrap_or_default();
    let name = unit(work.tx, receiver.unit)?.name;
    tell(work, &appeal, NoticeKind::Reconsidered, &[("unit", name), ("due", due)])?;
    Ok(appeal)
}

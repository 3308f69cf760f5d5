use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::next_round::{failed_twice, leader, tell_round};
use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Reworked;
use crate::appeals::nouns::{Appeal, Event, Seen, State};
use crate::office::Work;

/// The applicant asks for another round of a closed matter, while the window is open.
pub fn rework(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Rework)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    if let State::Closed(closing) = &appeal.state
        && (work.cx.at > closing.rework_until || appeal.round >= set.rules.rating.max_rounds)
    {
        let said = "申请再次办理的时间已经过了，或者已经办过几轮。有新的情况，请重新提交一件。";
        return Err(Problem::refused("rework_over", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let leader = leader(work, &appeal)?;
    let supervised = failed_twice(&appeal);
    let event = Event::Reworked(Reworked { words, leader, supervised });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_round(work, &appeal, leader)?;
    Ok(appeal)
}

use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, units_here, within, write, write_if_any};
use crate::appeals::nouns::event::SlipChecked;
use crate::appeals::nouns::{Appeal, Event, Seen, Slip, SlipProgress};
use crate::office::Work;

/// Somebody else looks at what was done: good, or done again by a new time.
pub fn check_slip(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    (slip, good): (i64, bool),
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::CheckSlip)?;
    let done = |one: &&Slip| one.n == slip && one.progress == SlipProgress::Finished;
    let found = appeal.casework.slips.iter().find(done);
    let found = found.ok_or_else(|| Problem::fault("slip", "请选一张等检查的任务单。"))?;
    if found.done_by.as_deref() == Some(&work.cx.actor.mark()) {
        let said = "自己办的任务单要由另一个人检查。";
        return Err(Problem::refused("own_slip", said));
    }
    if !checkable(work, &appeal)?.contains(&slip) {
        return Err(Problem::fault("slip", "请选一张您的单位发出、等检查的任务单。"));
    }
    let again = work.office.rules_of(appeal.rules)?.rules.casework.slip;
    let limit = if good { None } else { Some(within(work, &appeal, again)?.at) };
    let words = if good {
        write_if_any(work, &appeal, "words", words)?
    } else {
        Some(write(work, &appeal, "words", words, Bound::Note)?)
    };
    let event = Event::SlipChecked(SlipChecked { slip, good, limit, words });
    record(work, appeal, Some(seen), &event)
}

/// Slips that the actor may check: done by somebody else under an order of one of his units.
pub fn checkable(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<i64>, Problem> {
    let (units, mark) = (units_here(work, appeal)?, work.cx.actor.mark());
    let own = |order: i64| {
        let order = appeal.orders.iter().find(|one| one.n == order);
        order.is_some_and(|order| units.contains(&order.unit.unit))
    };
    let done = |one: &&Slip| {
        let others = one.done_by.as_deref() != Some(mark.as_str());
        one.progress == SlipProgress::Finished && others && own(one.order)
    };
    Ok(appeal.casework.slips.iter().filter(done).map(|one| one.n).collect())
}

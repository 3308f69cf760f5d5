use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use super::given::{given, tell_lead};
use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Reassigned;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// Gives an order to another unit (改派).
pub fn reassign(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    (order, to): (i64, UnitId),
    (words, override_reason): (&str, &str),
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Reassign)?;
    let live = appeal.orders.iter().find(|one| one.n == order && one.is_live());
    let live = live.ok_or_else(|| Problem::fault("order", "请选一张还在办的工单。"))?.clone();
    if appeal.dispute(order).is_some() {
        let said = "这张工单正在等裁定，请由裁定的单位决定给谁。";
        return Err(Problem::refused("ruling_waits", said));
    }
    if live.unit.unit == to {
        return Err(Problem::fault("unit", "这张工单已经在这个单位。"));
    }
    let (to, overridden) = given(work, &appeal, to, live.part, override_reason)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Reassigned(Reassigned { order, to, words, overridden });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_lead(work, &appeal, order)?;
    Ok(appeal)
}

/// Live orders that may be given to another unit: those that wait for no ruling.
pub fn reassignable(appeal: &Appeal) -> Result<Vec<i64>, Problem> {
    let live = appeal.orders.iter().filter(|one| one.is_live());
    let live = live.filter(|one| appeal.whistle_of(one.n).is_none());
    let free: Vec<i64> =
        live.map(|one| one.n).filter(|order| appeal.dispute(*order).is_none()).collect();
    if free.is_empty() {
        let said = "这件事的工单都在等裁定，请由裁定的单位决定给谁。";
        return Err(Problem::refused("ruling_waits", said));
    }
    Ok(free)
}

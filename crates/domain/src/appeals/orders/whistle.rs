use xianban_kernel::{DossierId, Problem, UnitId};

use crate::appeals::desk::{Bound, by_no, guard, overrides, record, write, write_if_any};
use crate::appeals::nouns::casework::whistles::WhistleEnd;
use crate::appeals::nouns::event::{WhistleEnded, Whistled};
use crate::appeals::nouns::{Appeal, Event, Standing};
use crate::appeals::rows::load;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit};

/// An appeal that a unit may blow a whistle over: it is handled, and the unit leads.
///
/// # Errors
/// [`Problem::NotFound`] for a stranger; a refusal that says why otherwise.
pub fn whistleable(work: &mut Work<'_, '_>, no: &str, unit: UnitId) -> Result<Appeal, Problem> {
    let appeal = by_no(work, no)?;
    let handled = matches!(appeal.state.standing(), Standing::Planning | Standing::Handling);
    let leads = appeal.lead().is_some_and(|lead| lead.is_live() && lead.unit.unit == unit);
    if handled && leads {
        return Ok(appeal);
    }
    let said = format!("{no} 现在不由您的单位主办，或者没有在办，不能放进吹哨单。");
    Err(Problem::refused("not_ours_to_whistle", said))
}

/// Checks that a unit may be called to an appeal: by its duty list, else with a reason.
pub fn callable(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    to: &Unit,
    reason: &str,
) -> Result<(), Problem> {
    if appeal.orders.iter().any(|one| one.is_live() && one.unit.unit == to.id) {
        let said = format!("{}已经在办 {}，不用再吹哨。", to.name, appeal.no);
        return Err(Problem::refused("already_at_work", said));
    }
    let matter = appeal.matter.clone().unwrap_or_default();
    overrides(work, appeal, to, &matter, reason).map(drop)
}

/// A whistle calls a unit to an appeal: it holds an assisting order, which the whistle owns.
pub fn whistled(
    work: &mut Work<'_, '_>,
    (appeal, whistle): (Appeal, DossierId),
    to: &Unit,
    (words, reason): (&str, &str),
) -> Result<Appeal, Problem> {
    callable(work, &appeal, to, reason)?;
    let matter = appeal.matter.clone().unwrap_or_default();
    let overridden = guard(work, &appeal, to, &matter, reason)?;
    let words = write(work, &appeal, "text", words, Bound::Answer)?;
    let unit = AtUnit::of(to);
    let event = Event::Whistled(Whistled { whistle, unit, words, overridden });
    record(work, appeal, None, &event)
}

/// What a whistle brought about for a unit; nothing happens to an appeal where it waits no longer.
pub fn whistle_ended(
    work: &mut Work<'_, '_>,
    (appeal, whistle): (DossierId, DossierId),
    unit: UnitId,
    (end, words): (WhistleEnd, &str),
) -> Result<(), Problem> {
    let appeal = load(work.tx, work.office.district, appeal)?.ok_or(Problem::NotFound)?;
    let Some(order) = appeal.order_of_whistle(whistle, unit).map(|order| order.n) else {
        return Ok(());
    };
    let words = write_if_any(work, &appeal, "words", words)?;
    let event = Event::WhistleEnded(WhistleEnded { order, end, words });
    record(work, appeal, None, &event).map(drop)
}

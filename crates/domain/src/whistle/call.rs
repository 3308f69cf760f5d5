use xianban_kernel::Problem;

use super::draft::{Called, receivers};
use super::event::{Event, Named};
use super::noun::Step;
use super::open::{Held, note, permitted, short};
use super::orders;
use crate::folded;
use crate::office::Work;
use crate::organisation::AtUnit;

/// The level above calls one more unit in, as a street does with its city management and a contractor.
pub fn call(work: &mut Work<'_, '_>, no: &str, seen: i64, form: &Called) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Call, 0), seen)?;
    note(work, "asked", &form.asked)?;
    short(work, "reason", &form.reason)?;
    let able = receivers(work)?;
    let unit = form.unit.and_then(|id| able.into_iter().find(|unit| unit.id == id));
    let unit = unit.ok_or_else(|| Problem::fault("unit", "请从名单里选单位。"))?;
    if held.calls(unit.id) {
        return Err(Problem::fault("unit", format!("{}已经在这份吹哨单上。", unit.name)));
    }
    let Some(asked) = folded::keep(work, &held, &form.asked)? else { return Ok(held) };
    let overridden = folded::keep(work, &held, &form.reason)?;
    let event = Event::Joined(Named { unit: AtUnit::of(&unit), asked, overridden });
    let held = folded::record(work, &held, Some(seen), &event)?;
    if let Some(one) = held.receivers.last().cloned() {
        orders::send(work, &held, (&one, true))?;
    }
    Ok(held)
}

use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, StaffId};

use super::own::units_of;
use crate::appeals::desk::{is_able, permitted, record};
use crate::appeals::nouns::event::Assigned;
use crate::appeals::nouns::{Appeal, Event, Order, Seen};
use crate::office::Work;

/// Gives an order to a colleague of its unit, or back to all who hold the role.
pub fn assign(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    order: i64,
    person: Option<StaffId>,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Assign)?;
    let units = units_of(work);
    let live = |one: &&Order| one.n == order && one.is_live() && units.contains(&one.unit.unit);
    let here = appeal.orders.iter().find(live);
    let here = here.ok_or_else(|| Problem::fault("order", "请选本单位还在办的工单。"))?.unit.unit;
    if let Some(person) = person
        && !is_able(work, &appeal, (person, here), Action::Report)?
    {
        let said = "请选这张工单的单位里能办理的同事，或者不选。";
        return Err(Problem::fault("person", said));
    }
    record(work, appeal, Some(seen), &Event::Assigned(Assigned { order, person }))
}

use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use crate::appeals::desk::{Bound, guard, permitted, record, write};
use crate::appeals::nouns::event::Dispatched;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// What whoever dispatches asks of one more unit.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// The unit that helps.
    pub unit: UnitId,
    /// What is asked of it.
    pub words: String,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
}

/// Asks one more unit to help (协办).
pub fn dispatch(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Dispatch,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Dispatch)?;
    let helper = unit(work.tx, form.unit)?;
    if appeal.orders.iter().any(|order| order.is_live() && order.unit.unit == helper.id) {
        return Err(Problem::fault("unit", format!("{}已经在办这件事。", helper.name)));
    }
    let matter = appeal.matter.clone().unwrap_or_default();
    let overridden = guard(work, &appeal, &helper, &matter, &form.override_reason)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Dispatched { unit: AtUnit::of(&helper), words, overridden };
    record(work, appeal, Some(seen), &Event::Dispatched(event))
}

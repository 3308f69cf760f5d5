use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Referred;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// What is asked of a body outside.
#[derive(Clone, Debug)]
pub struct Refer {
    /// The unit that keeps the contact.
    pub liaison: UnitId,
    /// The body.
    pub body: String,
    /// What is asked of it.
    pub words: String,
}

/// Asks a body outside through one of our units, which owes the report.
pub fn refer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Refer,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Refer)?;
    let liaison = unit(work.tx, form.liaison)?;
    if liaison.district != appeal.district || liaison.closed_at.is_some() {
        return Err(Problem::fault("unit", "这个单位不能接收任务，请另选一个。"));
    }
    let body = write(work, &appeal, "body", &form.body, Bound::Note)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Referred(Referred { liaison: AtUnit::of(&liaison), body, words });
    record(work, appeal, Some(seen), &event)
}

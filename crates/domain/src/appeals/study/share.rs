use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Shared;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// Lets another unit read an appeal without a part in it.
pub fn share(
    work: &mut Work<'_, '_>,
    no: &str,
    with: UnitId,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Share)?;
    let with = unit(work.tx, with)?;
    let accused = appeal.casework.assessment.against.is_some_and(|unit| unit.unit == with.id);
    if with.district != appeal.district || with.closed_at.is_some() || accused {
        return Err(Problem::fault("unit", "不能给这个单位看，请另选一个。"));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Shared(Shared { unit: AtUnit::of(&with), words }))
}

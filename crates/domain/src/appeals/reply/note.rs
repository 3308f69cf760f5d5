use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, notes_beside, permitted, record, seat_for, write};
use crate::appeals::nouns::event::Noted;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// Writes an internal note on progress; it stays inside until a second person publishes it.
/// Written from a unit that handles, it counts as handling: its author does not review.
pub fn note(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Note)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let from = seat_for(work, &appeal, Action::Note)?;
    let unit = from.map(|post| unit(work.tx, post.unit)).transpose()?;
    let unit = unit.as_ref().map(AtUnit::of);
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let beside = notes_beside(rules, &appeal, &work.cx.actor);
    record(work, appeal, None, &Event::Noted(Noted { words, unit, beside }))
}

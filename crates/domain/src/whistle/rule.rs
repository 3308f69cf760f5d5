use xianban_kernel::Problem;

use super::event::{Event, Ruled};
use super::noun::Step;
use super::open::{Held, note, permitted};
use super::orders;
use crate::appeals::WhistleEnd;
use crate::folded;
use crate::office::Work;

/// What the level above rules.
#[derive(Clone, Debug, Default)]
pub struct Ruling {
    /// The receiver's number.
    pub n: i64,
    /// Whether it has to come.
    pub comes: bool,
    /// Why.
    pub words: String,
}

/// Rules over a refusal, or over who stayed silent; there is no return after it.
pub fn rule(work: &mut Work<'_, '_>, no: &str, seen: i64, form: &Ruling) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Rule, form.n), seen)?;
    note(work, "words", &form.words)?;
    let one = held.receiver(form.n).cloned().ok_or(Problem::NotFound)?;
    let Some(words) = folded::keep(work, &held, &form.words)? else { return Ok(held) };
    let event = Event::Ruled(Ruled { n: form.n, comes: form.comes, words });
    let held = folded::record(work, &held, Some(seen), &event)?;
    let end = if form.comes { WhistleEnd::Bound } else { WhistleEnd::Excused };
    orders::end(work, &held, &one, (end, &form.words))?;
    Ok(held)
}

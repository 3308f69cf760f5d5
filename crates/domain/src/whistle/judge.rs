use xianban_kernel::Problem;

use super::event::{Event, Judged};
use super::noun::Step;
use super::open::{Held, note, permitted};
use crate::folded;
use crate::office::Work;

/// The level above judges whether it was rightly blown.
pub fn judge(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (rightly, words): (bool, &str),
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Judge, 0), seen)?;
    note(work, "words", words)?;
    let Some(words) = folded::keep(work, &held, words)? else { return Ok(held) };
    folded::record(work, &held, Some(seen), &Event::Judged(Judged { rightly, words }))
}

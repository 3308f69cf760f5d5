use xianban_kernel::Problem;

use super::event::{Event, Reported};
use super::noun::Step;
use super::open::{Held, note, permitted};
use crate::files::{self, Claim};
use crate::folded;
use crate::office::Work;

/// A unit says what it brought about; photos may come with it.
pub fn report(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (n, words, claim): (i64, &str, &Claim),
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Report, n), seen)?;
    note(work, "words", words)?;
    let Some(words) = folded::keep(work, &held, words)? else { return Ok(held) };
    let files = if claim.ids.is_empty() { Vec::new() } else { files::claim(work, held.id, claim)? };
    folded::record(work, &held, Some(seen), &Event::Reported(Reported { n, words, files }))
}

use xianban_kernel::Problem;

use super::event::{Because, Event};
use super::noun::Step;
use super::open::{Held, note, permitted};
use super::orders;
use crate::appeals::WhistleEnd;
use crate::folded;
use crate::office::Work;

/// Takes a whistle back before anybody answered: its orders end.
pub fn recall(work: &mut Work<'_, '_>, no: &str, seen: i64, words: &str) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Recall, 0), seen)?;
    note(work, "words", words)?;
    let Some(kept) = folded::keep(work, &held, words)? else { return Ok(held) };
    let held = folded::record(work, &held, Some(seen), &Event::Recalled(Because { words: kept }))?;
    for one in held.receivers.clone() {
        orders::end(work, &held, &one, (WhistleEnd::Excused, words))?;
    }
    Ok(held)
}

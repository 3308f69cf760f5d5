use xianban_kernel::Problem;

use super::event::{Because, Event, Plain};
use super::noun::Step;
use super::open::{Held, note, permitted};
use super::orders;
use crate::folded;
use crate::office::Work;

/// The secretary blows: the street and every receiver see it, and each appeal gets its orders.
pub fn blow(work: &mut Work<'_, '_>, no: &str, seen: i64) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Blow, 0), seen)?;
    let held = folded::record(work, &held, Some(seen), &Event::Blown(Plain {}))?;
    for one in held.receivers.clone() {
        orders::send(work, &held, (&one, false))?;
    }
    Ok(held)
}

/// The secretary sends a draft back to be mended.
pub fn send_back(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::SendBack, 0), seen)?;
    note(work, "words", words)?;
    let Some(words) = folded::keep(work, &held, words)? else { return Ok(held) };
    folded::record(work, &held, Some(seen), &Event::SentBack(Because { words }))
}

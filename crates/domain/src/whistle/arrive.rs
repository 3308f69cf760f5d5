use xianban_kernel::Problem;

use super::event::{Confirmed, Event, Of};
use super::noun::Step;
use super::open::{Held, note, permitted, short};
use crate::folded;
use crate::office::Work;

/// A unit tells that it is on site, in a tap; nothing proves it but the whistler's word.
pub fn arrive(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (n, words): (i64, &str),
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Arrive, n), seen)?;
    short(work, "words", words)?;
    let words = folded::keep(work, &held, words)?;
    folded::record(work, &held, Some(seen), &Event::Arrived(Of { n, words }))
}

/// The whistler says whether a unit is there. If not, it is still to come, and was not in time.
pub fn confirm(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (n, there, words): (i64, bool, &str),
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Confirm, n), seen)?;
    if there {
        short(work, "words", words)?;
    } else {
        note(work, "words", words)?;
    }
    let words = folded::keep(work, &held, words)?;
    let event = Event::Confirmed(Confirmed { n, there, words });
    folded::record(work, &held, Some(seen), &event)
}

use xianban_kernel::Problem;

use super::begin::agenda;
use super::carry_out::kept;
use super::event::{CalledOff, Event};
use super::moves::{Step, standing};
use super::noun::Meeting;
use super::seat::led;
use crate::folded::{Held, record};
use crate::office::Work;

/// Says that today's meeting is not held, and why; what it would have looked at comes first at the next.
pub fn call_off(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held<Meeting>, Problem> {
    let held = led(work, no)?;
    standing(&held, Step::CallOff)?;
    let words = kept(work, &held, words, "请写明为什么不开。")?;
    let (items, _) = agenda(work, &held)?;
    record(work, &held, Some(seen), &Event::CalledOff(CalledOff { words, items }))
}

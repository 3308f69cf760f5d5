use xianban_kernel::Problem;

use super::carry_out::{kept, open};
use super::event::{Dropped, Event};
use super::moves::{Step, standing};
use super::noun::Meeting;
use super::seat::led;
use crate::folded::{Held, record};
use crate::office::Work;

/// Drops a decision that has lost its sense, and says why.
pub fn drop_decision(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (n, words): (i64, &str),
) -> Result<Held<Meeting>, Problem> {
    let held = led(work, no)?;
    standing(&held, Step::DropDecision)?;
    open(&held, n)?;
    let words = kept(work, &held, words, "请写明为什么不再办。")?;
    record(work, &held, Some(seen), &Event::Dropped(Dropped { n, words }))
}

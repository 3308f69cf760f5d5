use xianban_kernel::Problem;

use super::event::{Confirmed, Event};
use super::noun::{Step, Team};
use super::verb::held;
use crate::folded::{Held, record};
use crate::office::Work;

/// Names and numbers were looked at, and hold.
pub fn confirm(work: &mut Work<'_, '_>, no: &str, seen: i64) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::Confirm)?;
    record(work, &held, Some(seen), &Event::Confirmed(Confirmed {}))
}

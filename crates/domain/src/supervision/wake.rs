use xianban_kernel::{DossierId, Problem};

use super::begin::agenda;
use super::event::{Closed, Event, Lapsed};
use super::noun::{Meeting, Standing};
use crate::folded::{load, record};
use crate::office::Work;

/// When the day of a meeting is over: what nobody began was not held (未召开), what nobody closed is
/// closed. Answers how many cards were given: none, for nobody is blamed for a meeting.
pub fn wake(work: &mut Work<'_, '_>, id: DossierId) -> Result<u64, Problem> {
    let held = load::<Meeting>(work.tx, id)?;
    if work.cx.at < held.until {
        return Ok(0);
    }
    match held.standing {
        Standing::Planned => {
            let (items, _) = agenda(work, &held)?;
            record(work, &held, None, &Event::Lapsed(Lapsed { items }))?;
        }
        Standing::Running => {
            record(work, &held, None, &Event::Closed(Closed { words: None }))?;
        }
        Standing::Following | Standing::Done | Standing::NotHeld => {}
    }
    Ok(0)
}

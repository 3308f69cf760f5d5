use xianban_kernel::{Actor, DossierId, Problem};

use super::event::{Event, Of, Plain};
use super::noun::{Stage, Standing, Whistle};
use super::words::DutyKind;
use crate::duty;
use crate::folded;
use crate::office::Work;

/// What follows when a limit has passed: who stayed silent has not responded, and what was not closed goes to
/// the level above. Answers how many such marks were made.
///
/// # Errors
/// [`Problem::NotFound`] to anybody but the program.
pub fn wake(work: &mut Work<'_, '_>, id: DossierId) -> Result<u64, Problem> {
    if work.cx.actor != Actor::System {
        return Err(Problem::NotFound);
    }
    let mut held = folded::load::<Whistle>(work.tx, id)?;
    let mut marks = 0;
    let now = work.cx.at;
    for (duty, wake) in duty::of::<DutyKind>(work.tx, id)? {
        if wake.is_none_or(|at| at > now) || held.standing != Standing::Blown {
            continue;
        }
        let called = held.receiver(duty.part).is_some_and(|one| one.stage == Stage::Called);
        let event = match duty.kind {
            DutyKind::Respond if called => Event::Silent(Of { n: duty.part, words: None }),
            DutyKind::Close => Event::PassedUp(Plain {}),
            _ => continue,
        };
        held = folded::record(work, &held, None, &event)?;
        marks += 1;
    }
    Ok(marks)
}

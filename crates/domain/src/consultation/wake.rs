use xianban_kernel::{DossierId, Problem};

use super::event::{Event, Waited};
use super::noun::Consultation;
use super::standing::Step;
use crate::folded::{Folded, load, record};
use crate::office::Work;

/// Ends the wait for those who came, once its time has passed: who was silent has not agreed, and the
/// minutes go to the second person.
pub fn wake(work: &mut Work<'_, '_>, id: DossierId) -> Result<u64, Problem> {
    let held = load::<Consultation>(work.tx, id)?;
    let owed = held.owed(&work.office.rules_at(held.begun_at));
    let over = owed.iter().any(|one| one.wake.is_some_and(|wake| wake <= work.cx.at));
    if over && Step::Wait.fits(held.standing) {
        record(work, &held, None, &Event::Waited(Waited {}))?;
    }
    Ok(0)
}

use xianban_kernel::{DossierId, Problem};

use super::noun::Team;
use super::stand_in::returned;
use crate::folded;
use crate::office::Work;

/// Ends every standing in whose time is over.
pub fn wake(work: &mut Work<'_, '_>, id: DossierId) -> Result<u64, Problem> {
    let mut held = folded::load::<Team>(work.tx, id)?;
    let over = held.stood_in().filter(|(_, stand_in)| stand_in.until <= work.cx.at);
    let over: Vec<_> = over.map(|(member, _)| member.n).collect();
    for member in over {
        held = returned(work, &held, None, member)?;
    }
    Ok(0)
}

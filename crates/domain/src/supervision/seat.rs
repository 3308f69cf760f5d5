use xianban_kernel::{Problem, UnitId};

use super::noun::Meeting;
use super::words::{Action, DutyKind};
use crate::folded::{Held, by_no, owes, units_with};
use crate::identity::require;
use crate::office::Work;

/// Whether the actor heads this meeting: from a seat at its unit, or because it stands with him.
pub(super) fn leads(work: &mut Work<'_, '_>, held: &Held<Meeting>) -> Result<bool, Problem> {
    let unit: UnitId = held.unit.unit;
    let seated = units_with(work, Action::Hold)?.iter().any(|one| one.id == unit);
    Ok(seated || owes(work, held.id, DutyKind::Hold, 0)?)
}

/// The meeting with this number, for whoever heads it. To those who may not even read it, it does not
/// exist.
pub(super) fn led(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Meeting>, Problem> {
    let held = by_no::<Meeting>(work, no, Action::Read)?;
    require(work, Action::Hold)?;
    if leads(work, &held)? {
        return Ok(held);
    }
    let said = "这次会由本单位的负责人主持，您可以看，不能改。";
    Err(Problem::refused("not_own_meeting", said))
}

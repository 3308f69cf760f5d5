use crate::appeals::nouns::DutyKind;
use xianban_kernel::{Post, Problem, UnitId};

use crate::appeals::desk::{above, record};
use crate::appeals::nouns::event::Escalated;
use crate::appeals::nouns::{Appeal, Duty, Escalation, Event};
use crate::office::Work;
use crate::organisation::unit;
use crate::seats::stands_for;

/// Brings an overdue duty before the unit above the one that owes it, and when that one's look is
/// overdue too before the next; each hears of it once. The platform office is the last.
pub(crate) fn escalate(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    duty: &Duty,
) -> Result<Appeal, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    if rules.owing_role(DutyKind::Attend, appeal.round, appeal.office.kind).is_none() {
        return Ok(appeal);
    }
    let (key, from) = match duty.kind {
        // Those of the office, which is the last, and of an appeal that may be closed.
        DutyKind::Call | DutyKind::RuleCount => return Ok(appeal),
        DutyKind::Attend => {
            let escalations = &appeal.casework.escalations;
            let Some(told) = escalations.iter().find(|one| one.n == duty.part) else {
                return Ok(appeal);
            };
            (told.duty.clone(), told.to.unit)
        }
        // From where it stands: whoever has it in his queue is not his own superior.
        _ => (duty.key(), stands_at(work, duty)?),
    };
    let here = unit(work.tx, from)?;
    let to = above(work, &appeal, &here, DutyKind::Attend)?;
    let told = |one: &Escalation| one.duty == key && one.to.unit == to.unit;
    if to.unit == from || appeal.casework.escalations.iter().any(told) {
        return Ok(appeal);
    }
    record(work, appeal, None, &Event::Escalated(Escalated { duty: key, to }))
}

/// The unit where a duty is found now.
fn stands_at(work: &mut Work<'_, '_>, duty: &Duty) -> Result<UnitId, Problem> {
    let seat = Post { unit: duty.unit, role: duty.role.clone() };
    Ok(stands_for(work, &seat)?.map_or(duty.unit, |to| to.unit))
}

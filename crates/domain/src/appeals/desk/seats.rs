use crate::appeals::nouns::{Action, DutyKind};
use xianban_kernel::{Due, Moment, Problem, UnitId};

use super::policy::seat_for_units;
use crate::appeals::nouns::Appeal;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, UnitKind, superior, unit};
use crate::rules::{Approver, TimeLimit};

/// Who answers what a unit asks for. Nobody answers himself: what somebody asks who could grant it
/// in that unit goes one level up.
pub(crate) fn approver(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    by: Approver,
    of: UnitId,
) -> Result<AtUnit, Problem> {
    let own = unit(work.tx, of)?;
    match by {
        Approver::Office => Ok(appeal.office),
        Approver::Above => above(work, appeal, &own, DutyKind::Approve),
        Approver::Own => {
            let himself = seat_for_units(work, appeal, Action::Approve, &[of])?.is_some();
            if !himself && owes(work, appeal, DutyKind::Approve, own.kind)? {
                return Ok(AtUnit::of(&own));
            }
            above(work, appeal, &own, DutyKind::Approve)
        }
    }
}

/// The next unit above that can owe a duty of this kind; at the top the platform office.
pub(crate) fn above(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    of: &Unit,
    duty: DutyKind,
) -> Result<AtUnit, Problem> {
    let against = appeal.casework.assessment.against.map(|against| against.unit);
    let mut next = superior(work.tx, of)?;
    while let Some(unit) = next {
        // The district has no desk of its own for this: the platform office is its desk.
        if unit.kind == UnitKind::District {
            break;
        }
        if against != Some(unit.id) && owes(work, appeal, duty, unit.kind)? {
            return Ok(AtUnit::of(&unit));
        }
        next = superior(work.tx, &unit)?;
    }
    Ok(appeal.office)
}

fn owes(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    duty: DutyKind,
    at: UnitKind,
) -> Result<bool, Problem> {
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    Ok(rules.owing_role(duty, appeal.round, at).is_some())
}

/// The end of a limit that begins now, by the rules of the appeal.
pub(crate) fn within(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    limit: TimeLimit,
) -> Result<Due, Problem> {
    let set = work.office.rules_of(appeal.rules)?;
    Ok(limit.due(work.cx.at, &set.calendar))
}

/// A moment that somebody chose: later than now, and no later than `most` allows.
pub(crate) fn ahead(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    field: &'static str,
    chosen: Moment,
    most: Option<TimeLimit>,
) -> Result<Moment, Problem> {
    if chosen <= work.cx.at {
        return Err(Problem::fault(field, "这个时间已经过去，请选以后的时间。"));
    }
    if let Some(most) = most {
        let latest = within(work, appeal, most)?;
        if chosen > latest.at {
            let said = format!("最晚可以选到 {}。", latest.said());
            return Err(Problem::fault(field, said));
        }
    }
    Ok(chosen)
}

use xianban_kernel::{Post, Problem, UnitId};

use super::super::appeal::Appeal;
use super::super::casework::{Attended, Escalated, Escalation};
use super::super::duties::Duty;
use super::super::event::Event;
use super::super::policy::permitted;
use super::super::record::record;
use super::super::write::{Bound, write};
use super::seats::above;
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::{Action, DutyKind};
use crate::seats::stands_for;

/// Brings an overdue duty before the unit above the one that owes it, and when that one's look is
/// overdue too before the next; each hears of it once. The platform office is the last.
pub(in super::super) fn escalate(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    duty: &Duty,
) -> Result<Appeal, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    if rules.owing_role(DutyKind::Attend, appeal.round, appeal.office.kind).is_none() {
        return Ok(appeal);
    }
    let (key, from) = match duty.kind {
        DutyKind::Call => return Ok(appeal),
        DutyKind::Attend => {
            let escalations = &appeal.casework.escalations;
            let Some(told) = escalations.iter().find(|one| one.n == duty.order) else {
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

/// A superior looked into what is overdue, and says what is to be done.
pub fn attend(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Attend)?;
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let units: Vec<UnitId> = posts.iter().map(|post| post.unit).collect();
    let own = |one: &&Escalation| !one.attended && units.contains(&one.to.unit);
    let found = appeal.casework.escalations.iter().find(own).map(|one| one.n);
    let none = || Problem::refused("nothing_overdue", "没有要您过问的超期事项。");
    let escalation = found.ok_or_else(none)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Attended(Attended { escalation, words }))
}

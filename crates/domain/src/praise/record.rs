use xianban_kernel::Problem;

use super::event::Event;
use super::face::Face;
use super::noun::{Praise, Standing};
use super::rules::PraiseRules;
use super::store;
use super::words::DutyKind;
use crate::dossier::Chain;
use crate::duty::{self, Duty, Place};
use crate::office::Work;
use crate::seats::stands;

/// Carries praise over one event: trail, row, readers and duties in this transaction.
///
/// # Errors
/// [`Problem::Stale`] when it changed since version `seen`.
pub(super) fn record(
    work: &mut Work<'_, '_>,
    praise: &Praise,
    seen: Option<i64>,
    event: &Event,
) -> Result<Praise, Problem> {
    if seen.is_some_and(|seen| seen != praise.version) {
        let said = "这份表扬刚刚有了变化，您的内容没有提交，但都还在。请看清现在的情况再办。";
        return Err(Problem::Stale { said: said.to_owned() });
    }
    let mut chain = Chain::load(work.tx, praise.district, praise.id)?;
    let at = chain.append(work.tx, work.cx, event.kind(), event)?;
    let after = praise.after(at, event);
    let after = after.ok_or_else(|| Problem::broken("an event that does not fit its praise"))?;
    store::update(work.tx, &after, praise.version)?;
    Face::of(&after).refresh(work.tx, &Face::of(praise))?;
    owe(work, &after)?;
    Ok(after)
}

/// What is owed on it now: a review, while it waits for one.
pub(super) fn duties(work: &Work<'_, '_>, praise: &Praise) -> Vec<Duty<DutyKind>> {
    of(&work.office.rules_at(praise.given_at), praise)
}

/// The same, of rules that were read already.
pub(super) fn of(set: &crate::rules::RuleSet, praise: &Praise) -> Vec<Duty<DutyKind>> {
    if praise.standing != Standing::Given {
        return Vec::new();
    }
    let kind = DutyKind::Review;
    let Some(role) = set.rules.owing_role(kind, 1, praise.office.kind).cloned() else {
        return Vec::new();
    };
    let limit = PraiseRules::of(&set.rules).review;
    let (since, unit) = (praise.since, praise.office.unit);
    let due = limit.due(since, &set.calendar);
    let yellow = limit.yellow(since, due.at, &[], &set.calendar);
    vec![Duty { kind, part: 0, unit, role, person: None, since, yellow, due }]
}

/// Writes what is owed, each where it stands.
pub(super) fn owe(work: &mut Work<'_, '_>, praise: &Praise) -> Result<(), Problem> {
    let mut owed = Vec::new();
    for duty in duties(work, praise) {
        let place = stands(work, &duty.seat(), &[])?;
        owed.push(Place {
            duty,
            wake: None,
            barred: Vec::new(),
            at: place.at,
            lifted: place.lifted,
        });
    }
    Ok(duty::replace(work.tx, praise.id, &owed)?)
}

use xianban_kernel::{Due, Problem, StaffId, UnitId};

use super::super::appeal::Appeal;
use super::super::assess::guard;
use super::super::casework::{Assigned, Dispute, Reassigned, Recused, Referred, Returned, Ruled};
use super::super::duties::handling_due;
use super::super::event::{AtUnit, Event};
use super::super::order::{Order, Part};
use super::super::overview::note_return;
use super::super::policy::{permitted, units_here};
use super::super::record::record;
use super::super::state::Seen;
use super::super::tell::tell;
use super::super::write::{Bound, shown, write};
use super::able::is_able;
use super::seats::above;
use crate::office::Work;
use crate::organisation::{Unit, unit};
use crate::rules::{Action, DutyKind, NoticeKind};

/// Why an order is not a unit's duty (退单).
#[derive(Clone, Debug)]
pub struct Return {
    /// One of the rules' reasons.
    pub reason: String,
    /// Why, in words.
    pub words: String,
    /// Whose it is instead, when the unit knows.
    pub suggested: Option<UnitId>,
}

/// A ruling on a returned order (裁定).
#[derive(Clone, Debug)]
pub struct RuleOn {
    /// The dispute.
    pub dispute: i64,
    /// Who has it from now on; `None` when it stays.
    pub to: Option<UnitId>,
    /// Why.
    pub words: String,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
}

/// What is asked of a body outside.
#[derive(Clone, Debug)]
pub struct Refer {
    /// The unit that keeps the contact.
    pub liaison: UnitId,
    /// The body.
    pub body: String,
    /// What is asked of it.
    pub words: String,
}

/// The unit complained of (回避).
#[derive(Clone, Debug)]
pub struct Recuse {
    /// The unit.
    pub unit: UnitId,
    /// Who leads instead; needed when it leads.
    pub lead: Option<UnitId>,
    /// Why.
    pub words: String,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
}

/// A unit returns its order, once in an appeal; the level above rules, and work goes on meanwhile.
pub fn return_order(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Return,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::ReturnOrder)?;
    let (order, here) = returnable(work, &appeal)?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    if rules.casework.return_reason(&form.reason).is_none() {
        return Err(Problem::fault("reason", "请选一个退单的理由。"));
    }
    let suggested = form.suggested.map(|id| unit(work.tx, id)).transpose()?;
    if suggested.as_ref().is_some_and(|unit| unit.id == order.unit.unit) {
        return Err(Problem::fault("unit", "建议的单位不能是自己的单位。"));
    }
    let ruler = above(work, &appeal, &here, DutyKind::Rule)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let (order, reason) = (order.n, form.reason.clone());
    let suggested = suggested.as_ref().map(AtUnit::of);
    let event = Event::Returned(Returned { order, reason, words, suggested, ruler });
    let appeal = record(work, appeal, Some(seen), &event)?;
    note_return(work, &appeal, here.id)?;
    Ok(appeal)
}

/// The level above decides: the order stays, or goes to a unit that has the matter on its duty list.
pub fn rule(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &RuleOn,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Rule)?;
    let (units, mark) = (units_here(work, &appeal)?, work.cx.actor.mark());
    let own = |one: &&Dispute| {
        let waits = one.n == form.dispute && one.ruling.is_none();
        waits && units.contains(&one.ruler.unit) && one.by.as_deref() != Some(&mark)
    };
    let dispute = appeal.casework.disputes.iter().find(own).cloned();
    let dispute = dispute.ok_or_else(|| Problem::fault("dispute", "请选一项等裁定的退单。"))?;
    let (to, overridden) = match form.to.filter(|to| *to != dispute.unit) {
        None => (None, None),
        Some(to) => {
            let part = part_of(&appeal, dispute.order);
            let (to, overridden) = given(work, &appeal, to, part, &form.override_reason)?;
            (Some(to), overridden)
        }
    };
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Ruled(Ruled { dispute: dispute.n, to, words, overridden });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_lead(work, &appeal, dispute.order)?;
    Ok(appeal)
}

/// Gives an order to another unit (改派).
pub fn reassign(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    (order, to): (i64, UnitId),
    (words, override_reason): (&str, &str),
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Reassign)?;
    let live = appeal.orders.iter().find(|one| one.n == order && one.is_live());
    let live = live.ok_or_else(|| Problem::fault("order", "请选一张还在办的工单。"))?.clone();
    if appeal.dispute(order).is_some() {
        let said = "这张工单正在等裁定，请由裁定的单位决定给谁。";
        return Err(Problem::refused("ruling_waits", said));
    }
    if live.unit.unit == to {
        return Err(Problem::fault("unit", "这张工单已经在这个单位。"));
    }
    let (to, overridden) = given(work, &appeal, to, live.part, override_reason)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Reassigned(Reassigned { order, to, words, overridden });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_lead(work, &appeal, order)?;
    Ok(appeal)
}

/// Asks a body outside through one of our units, which owes the report.
pub fn refer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Refer,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Refer)?;
    let liaison = unit(work.tx, form.liaison)?;
    if liaison.district != appeal.district || liaison.closed_at.is_some() {
        return Err(Problem::fault("unit", "这个单位不能接收任务，请另选一个。"));
    }
    let body = write(work, &appeal, "body", &form.body, Bound::Note)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Referred(Referred { liaison: AtUnit::of(&liaison), body, words });
    record(work, appeal, Some(seen), &event)
}

/// Gives an order to a colleague of its unit, or back to all who hold the role.
pub fn assign(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    order: i64,
    person: Option<StaffId>,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Assign)?;
    let units = units_of(work);
    let live = |one: &&Order| one.n == order && one.is_live() && units.contains(&one.unit.unit);
    let here = appeal.orders.iter().find(live);
    let here = here.ok_or_else(|| Problem::fault("order", "请选本单位还在办的工单。"))?.unit.unit;
    if let Some(person) = person
        && !is_able(work, &appeal, (person, here), Action::Report)?
    {
        let said = "请选这张工单的单位里能办理的同事，或者不选。";
        return Err(Problem::fault("person", said));
    }
    record(work, appeal, Some(seen), &Event::Assigned(Assigned { order, person }))
}

/// Names the unit complained of: it may help, never lead, nor see who complains.
pub fn recuse(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Recuse,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Recuse)?;
    let accused = AtUnit::of(&unit(work.tx, form.unit)?);
    let leads = appeal.lead().is_some_and(|lead| lead.unit.unit == accused.unit);
    let (lead, overridden) = match (leads, form.lead.filter(|lead| *lead != accused.unit)) {
        (false, _) => (None, None),
        (true, None) => {
            let said = "它正在主办，要回避就要另选一个主办单位。";
            return Err(Problem::fault("lead", said));
        }
        (true, Some(lead)) => {
            let part = Part::Assist;
            let (lead, why) = given(work, &appeal, lead, part, &form.override_reason)?;
            (Some(lead), why)
        }
    };
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Recused(Recused { unit: accused, lead, words, overridden });
    record(work, appeal, Some(seen), &event)
}

/// A unit that may have the order: by its duty list, and not the one complained of as lead.
fn given(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    to: UnitId,
    part: Part,
    reason: &str,
) -> Result<(AtUnit, Option<crate::trail::Kept>), Problem> {
    let to = unit(work.tx, to)?;
    let matter = appeal.matter.clone().unwrap_or_default();
    let overridden = guard(work, appeal, &to, &matter, reason)?;
    let to = AtUnit::of(&to);
    if part == Part::Lead && !appeal.may_lead(to) {
        return Err(Problem::fault("unit", "这件事反映的就是这个单位，不能由它主办。"));
    }
    Ok((to, overridden))
}

/// The applicant hears who leads now, when that changed.
fn tell_lead(work: &mut Work<'_, '_>, appeal: &Appeal, was: i64) -> Result<(), Problem> {
    let Some(lead) = appeal.lead().filter(|lead| lead.n > was) else { return Ok(()) };
    let name = unit(work.tx, lead.unit.unit)?.name;
    let due = handling_due(appeal, &work.office.rules_of(appeal.rules)?);
    let fields = [("unit", name), ("due", due.map(Due::said).unwrap_or_default())];
    tell(work, appeal, NoticeKind::Dispatched, &fields)
}

fn part_of(appeal: &Appeal, order: i64) -> Part {
    let found = appeal.orders.iter().find(|one| one.n == order);
    found.map_or(Part::Assist, |order| order.part)
}

/// The order that the actor's unit may return now, with the unit; the lead's before others.
///
/// # Errors
/// A refusal that says why there is none.
pub(in super::super) fn returnable(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
) -> Result<(Order, Unit), Problem> {
    let units = units_of(work);
    let own = |one: &&Order| one.is_live() && units.contains(&one.unit.unit);
    let mut live: Vec<Order> = appeal.orders.iter().filter(own).cloned().collect();
    live.sort_by_key(|one| one.part != Part::Lead);
    let mut why = None;
    for order in live {
        match may_give_back(work, appeal, &order) {
            Ok(here) => return Ok((order, here)),
            Err(refused @ Problem::Refused { .. }) => why = why.or(Some(refused)),
            Err(other) => return Err(other),
        }
    }
    let none = "您的单位没有正在办的工单。请刷新看看。";
    Err(why.unwrap_or_else(|| Problem::refused("no_such_order", none)))
}

/// Whether an order may be returned: never by the unit that catches what nobody has, once in an
/// appeal, and in time.
fn may_give_back(work: &mut Work<'_, '_>, appeal: &Appeal, order: &Order) -> Result<Unit, Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let here = unit(work.tx, order.unit.unit)?;
    if here.code == set.rules.casework.backstop {
        let said = "本单位是兜底单位，不能退单。办不了的部分，请请求协办，或者申请挂账。";
        return Err(Problem::refused("backstop", said));
    }
    if !appeal.may_return(order.unit.unit) || appeal.dispute(order.n).is_some() {
        let said = "这件事您的单位已经退过，或者上级已经裁定，不能再退。有新的情况，请写进记录。";
        return Err(Problem::refused("returned_already", said));
    }
    let until = set.rules.casework.return_within.due(order.since, &set.calendar).at;
    if work.cx.at > until {
        let said = format!("退单要在 {} 前提出，已经过了。", shown(until));
        return Err(Problem::refused("too_late_to_return", said));
    }
    Ok(here)
}

/// Live orders that may be given to another unit: those that wait for no ruling.
pub fn reassignable(appeal: &Appeal) -> Result<Vec<i64>, Problem> {
    let live = appeal.orders.iter().filter(|one| one.is_live());
    let free: Vec<i64> =
        live.map(|one| one.n).filter(|order| appeal.dispute(*order).is_none()).collect();
    if free.is_empty() {
        let said = "这件事的工单都在等裁定，请由裁定的单位决定给谁。";
        return Err(Problem::refused("ruling_waits", said));
    }
    Ok(free)
}

fn units_of(work: &Work<'_, '_>) -> Vec<UnitId> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    posts.iter().map(|post| post.unit).collect()
}

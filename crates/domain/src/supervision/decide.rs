use xianban_kernel::words::length;
use xianban_kernel::{Day, Due, Fault, Moment, Problem, Role, StaffId, UnitId};

use super::decisions::{Charge, DecisionKind};
use super::event::{Decided, Event};
use super::moves::{Step, standing};
use super::noun::Meeting;
use super::rules::SupervisionRules;
use super::seat::led;
use super::words::{Action, DutyKind};
use crate::appeals::{self, Appeal};
use crate::folded::{Held, keep, record};
use crate::identity::holders;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, UnitKind, superior, unit, units_below};
use crate::rules::Rules;

/// What is decided about a matter of the agenda.
#[derive(Clone, Debug)]
pub struct Decide {
    /// The number of the matter.
    pub no: String,
    /// What.
    pub kind: DecisionKind,
    /// In words.
    pub words: String,
    /// Whose duty it is; whoever has the matter when it is left open.
    pub to: Option<UnitId>,
    /// The person there, if one is named.
    pub person: Option<StaffId>,
    /// By which day; the rules say when it is left open.
    pub due: Option<Day>,
    /// The actor made the move on the appeal himself, during the meeting: nobody owes it then.
    pub done: bool,
}

/// How a decision can be made about a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The actor may make the move himself, with its own form, and write it down as done.
    Own(appeals::Action),
    /// It becomes somebody's duty.
    Charge,
}

/// How the actor can decide each thing about a matter.
pub fn ways(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<(DecisionKind, Way)>, Problem> {
    let mut found = Vec::new();
    for kind in DecisionKind::ALL {
        let own = match kind.done_by() {
            Some(action) if appeals::in_the_way(work, appeal, action)?.is_none() => Some(action),
            Some(_) | None => None,
        };
        found.push((*kind, own.map_or(Way::Charge, Way::Own)));
    }
    Ok(found)
}

/// The units whose duty a decision can be: those with a part in the matter, the meeting's own and those
/// below it, as far as somebody there may do what is decided; who has the matter comes first.
pub fn chargeable(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
    appeal: &Appeal,
    kind: DecisionKind,
) -> Result<Vec<Unit>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let mut ids = vec![appeal.holder().unit];
    ids.extend(appeal.reading_units());
    ids.push(held.unit.unit);
    ids.extend(units_below(work.tx, held.unit.unit)?);
    let mut seen = std::collections::BTreeSet::new();
    let mut units = Vec::new();
    for id in ids.into_iter().filter(|id| seen.insert(*id)) {
        let unit = unit(work.tx, id)?;
        if unit.closed_at.is_none() && role(&rules, kind, unit.kind).is_some() {
            units.push(unit);
        }
    }
    Ok(units)
}

/// Decides something about a matter of the agenda: it is written down as done, or somebody owes it.
pub fn decide(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Decide,
) -> Result<Held<Meeting>, Problem> {
    let held = led(work, no)?;
    standing(&held, Step::Decide)?;
    let Some(item) = held.item(&form.no) else {
        let said = "这件不在这次会的议程上。";
        return Err(Problem::refused("not_on_agenda", said));
    };
    let id = item.appeal;
    let appeal = appeals::by_no(work, &form.no)?;
    let (charge, moved) = if form.done {
        (None, Some(made(work, &held, &appeal, form.kind)?))
    } else {
        (Some(charge(work, &held, &appeal, form)?), None)
    };
    written(work, form)?;
    let words = keep(work, &held, &form.words)?;
    let words = words.ok_or_else(|| Problem::fault("words", SAY_WHAT))?;
    let decided = Decided { appeal: id, decision: form.kind, words, charge, moved };
    record(work, &held, Some(seen), &Event::Decided(Box::new(decided)))
}

const SAY_WHAT: &str = "请写明要办什么。";

fn written(work: &Work<'_, '_>, form: &Decide) -> Result<(), Problem> {
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let mut faults = Vec::new();
    let written = length(form.words.trim());
    if written == 0 {
        faults.push(Fault { field: "words", said: SAY_WHAT.to_owned() });
    } else if written > most {
        let said = format!("写了 {written} 个字，最多 {most} 个字，请删掉一些。");
        faults.push(Fault { field: "words", said });
    }
    Problem::unless_faultless(faults)
}

/// What the actor did himself about a matter since the meeting began and nobody has written down yet.
pub fn unbooked(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
    appeal: &Appeal,
) -> Result<Vec<DecisionKind>, Problem> {
    let mut found = Vec::new();
    for kind in DecisionKind::ALL {
        if own_move(work, held, appeal, *kind)?.is_some() {
            found.push(*kind);
        }
    }
    Ok(found)
}

fn own_move(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
    appeal: &Appeal,
    kind: DecisionKind,
) -> Result<Option<i64>, Problem> {
    let found = match kind.done_by() {
        Some(action) => appeals::moved_since(work, appeal.id, action, held.since)?,
        None => None,
    };
    Ok(found.filter(|seq| held.decisions.iter().all(|one| one.moved != Some(*seq))))
}

/// The move that the actor made himself since the meeting began.
fn made(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
    appeal: &Appeal,
    kind: DecisionKind,
) -> Result<i64, Problem> {
    let said = "会开始以后，您还没有在这件上办这一步。请先办好，再登记；或者交给别人去办。";
    own_move(work, held, appeal, kind)?.ok_or_else(|| Problem::fault("done", said))
}

fn charge(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
    appeal: &Appeal,
    form: &Decide,
) -> Result<Charge, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let units = chargeable(work, held, appeal, form.kind)?;
    let unit = match form.to {
        Some(to) => units.into_iter().find(|unit| unit.id == to),
        None => nearest(work, &units, appeal.holder())?,
    };
    let fault = || Problem::fault("to", "这个单位不能办这一项，请另选一个。");
    let unit = unit.ok_or_else(fault)?;
    let role = role(&rules, form.kind, unit.kind).ok_or_else(fault)?;
    if let Some(person) = form.person
        && !holders(work, unit.id, &role)?.contains(&person)
    {
        return Err(Problem::fault("person", "这个人不在那个单位的岗位上，请另选。"));
    }
    let due = due(work, form.due)?;
    Ok(Charge { at: AtUnit::of(&unit), role, person: form.person, due })
}

/// Who has the matter, or the first above that can be charged, or else the first that can.
fn nearest(work: &mut Work<'_, '_>, units: &[Unit], has: AtUnit) -> Result<Option<Unit>, Problem> {
    let mut next = Some(unit(work.tx, has.unit)?);
    while let Some(one) = next {
        if let Some(found) = units.iter().find(|unit| unit.id == one.id) {
            return Ok(Some(found.clone()));
        }
        next = superior(work.tx, &one)?;
    }
    Ok(units.first().cloned())
}

/// The role at units of a kind that can be charged with a decision: it may make the move and answer for
/// it.
fn role(rules: &Rules, kind: DecisionKind, at: UnitKind) -> Option<Role> {
    let Some(action) = kind.done_by() else {
        return rules.owing_role(DutyKind::CarryOut, 1, at).cloned();
    };
    let may = |rule: &&crate::rules::RoleRule| {
        let does = rules.role_may(&rule.code, action);
        rule.units.contains(&at) && does && rules.role_may(&rule.code, Action::CarryOut)
    };
    rules.roles.iter().find(may).map(|rule| rule.code.clone())
}

/// By when: at close of business of the chosen day, or when the rules say.
fn due(work: &Work<'_, '_>, chosen: Option<Day>) -> Result<Due, Problem> {
    let set = work.office.rules_at(work.cx.at);
    let (ruled, now) = (SupervisionRules::of(&set.rules), work.cx.at);
    let Some(day) = chosen else { return Ok(ruled.answer.due(now, &set.calendar)) };
    let due = set.calendar.add_working_days(Moment::at_civil(day.at(0, 0, 0, 0)), 0);
    let latest = ruled.answer_most.due(now, &set.calendar);
    if due.at <= now {
        return Err(Problem::fault("due", "这个时间已经过了，请选以后的一天。"));
    }
    if due.at > latest.at {
        let said = format!("最晚可以选到 {}。", latest.said());
        return Err(Problem::fault("due", said));
    }
    Ok(due)
}

use xianban_kernel::{Due, Problem, UnitId};

use super::appeal::Appeal;
use super::casework::{Assessment, Jurisdiction, Level, Mode, Risk};
use super::duties::handling_due;
use super::event::{Assessed, AtUnit, Dispatched, Event};
use super::policy::permitted;
use super::record::record;
use super::state::Seen;
use super::tell::tell;
use super::write::{Bound, write, write_if_any};
use crate::office::Work;
use crate::organisation::{Unit, UnitKind, duty_list_has, unit, who_has};
use crate::rules::{Action, DutyKind, Lane, NoticeKind, Rules};
use crate::trail::Kept;

/// What whoever assesses settles (研判).
#[derive(Clone, Debug)]
pub struct Assess {
    /// Branch and matter of the category tree, such as `greening.occupied`.
    pub matter: String,
    /// One of the five lists; that of the matter when empty.
    pub list: String,
    /// The lane.
    pub lane: Lane,
    /// Background, cause and course.
    pub facts: String,
    /// The unit that leads.
    pub lead: UnitId,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
    /// What else it settles.
    pub more: More,
}

/// What an assessment settles in depth.
#[derive(Clone, Debug, Default)]
pub struct More {
    /// Whose matter it is.
    pub jurisdiction: Option<Jurisdiction>,
    /// At which level it is settled.
    pub level: Option<Level>,
    /// How it was assessed.
    pub mode: Option<Mode>,
    /// How much harm may come of it.
    pub risk: Option<Risk>,
    /// The unit complained of.
    pub against: Option<UnitId>,
    /// Why it came about.
    pub cause: String,
    /// What happened since.
    pub course: String,
}

/// What whoever dispatches asks of one more unit.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// The unit that helps.
    pub unit: UnitId,
    /// What is asked of it.
    pub words: String,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
}

/// Settles list, matter and lead unit; the lead unit gets the one lead order.
pub fn assess(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Assess,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Assess)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let matter = set.rules.matter(&form.matter);
    let matter = matter.ok_or_else(|| Problem::fault("matter", "请选一个类别。"))?;
    let list = if form.list.is_empty() { matter.list() } else { &form.list };
    if set.rules.list(list).is_none() {
        return Err(Problem::fault("list", "请选五类清单中的一类。"));
    }
    let lead = unit(work.tx, form.lead)?;
    let overridden = guard(work, &appeal, &lead, &form.matter, &form.override_reason)?;
    let class = matter.matter.class;
    let plan = set.rules.casework.needs_plan(class, form.lane, appeal.round);
    let more = settled(work, &appeal, &form.more, lead.id, plan)?;
    let event = Event::Assessed(Assessed {
        list: list.to_owned(),
        matter: form.matter.clone(),
        class,
        lane: form.lane,
        facts: write_if_any(work, &appeal, "facts", &form.facts)?,
        lead: AtUnit::of(&lead),
        overridden,
        more,
    });
    let appeal = record(work, appeal, Some(seen), &event)?;
    let due = handling_due(&appeal, &set).map(Due::said).unwrap_or_default();
    tell(work, &appeal, NoticeKind::Dispatched, &[("unit", lead.name), ("due", due)])?;
    Ok(appeal)
}

/// What an assessment settles besides list, matter and lead.
fn settled(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    more: &More,
    lead: UnitId,
    plan: bool,
) -> Result<Assessment, Problem> {
    let known = appeal.casework.assessment.against;
    let against = match more.against {
        Some(against) => Some(AtUnit::of(&unit(work.tx, against)?)),
        None => known,
    };
    if against.is_some_and(|against| against.unit == lead) {
        let said = "这件事反映的就是这个单位，不能由它主办，请另选主办单位。";
        return Err(Problem::fault("unit", said));
    }
    Ok(Assessment {
        jurisdiction: more.jurisdiction,
        level: more.level,
        mode: more.mode,
        risk: more.risk,
        against,
        cause: write_if_any(work, appeal, "cause", &more.cause)?,
        course: write_if_any(work, appeal, "course", &more.course)?,
        plan,
    })
}

/// Asks one more unit to help (协办).
pub fn dispatch(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Dispatch,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Dispatch)?;
    let helper = unit(work.tx, form.unit)?;
    if appeal.orders.iter().any(|order| order.is_live() && order.unit.unit == helper.id) {
        return Err(Problem::fault("unit", format!("{}已经在办这件事。", helper.name)));
    }
    let matter = appeal.matter.clone().unwrap_or_default();
    let overridden = guard(work, &appeal, &helper, &matter, &form.override_reason)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Dispatched { unit: AtUnit::of(&helper), words, overridden };
    record(work, appeal, Some(seen), &Event::Dispatched(event))
}

/// The duty list guard: a unit gets only what it has on its duty list. A department's matter can
/// never be given to a community; elsewhere a written reason overrides, and is kept.
pub(super) fn guard(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    to: &Unit,
    matter: &str,
    reason: &str,
) -> Result<Option<Kept>, Problem> {
    if to.district != appeal.district || to.closed_at.is_some() {
        return Err(Problem::fault("unit", "这个单位不能接收任务，请另选一个。"));
    }
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    if !owes_orders(rules, appeal, to) {
        let said = format!("{}没有承办人，这件事派过去就没有人办，请另选一个单位。", to.name);
        return Err(Problem::fault("unit", said));
    }
    // Duty lists are as they stand today, and so are the names they go by.
    let listed = work.office.rules_at(work.cx.at).rules.on_lists(matter);
    if duty_list_has(work.tx, to.id, &listed)? {
        return Ok(None);
    }
    let has: Vec<Unit> = who_has(work.tx, appeal.district, &listed, None)?;
    let catches = rules.casework.backstop == to.code;
    if catches && (has.is_empty() || !appeal.casework.disputes.is_empty()) {
        return Ok(None);
    }
    let names: Vec<&str> = has.iter().take(3).map(|unit| unit.name.as_str()).collect();
    let names = if names.is_empty() { "平台派单员".to_owned() } else { names.join("、") };
    if is_below(to) && of_departments(&has) {
        let said = format!("这是部门的职责，不能派给{}。职责清单上有它的：{names}。", to.name);
        return Err(Problem::refused("department_matter", said));
    }
    if reason.trim().is_empty() {
        let said = format!(
            "{}的职责清单上没有这件事，有它的：{names}。确实要派，请写明理由，理由会公开统计。",
            to.name
        );
        return Err(Problem::refused("duty_list", said));
    }
    write(work, appeal, "override_reason", reason, Bound::Note).map(Some)
}

/// Those of `units` that an order of an appeal may be given to, the one complained of left out. Its
/// matter counts as far as it is settled.
pub fn receivers(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    units: &[Unit],
) -> Result<Vec<UnitId>, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let matter = appeal.matter.clone().unwrap_or_default();
    let listed = work.office.rules_at(work.cx.at).rules.on_lists(&matter);
    let departments = of_departments(&who_has(work.tx, appeal.district, &listed, None)?);
    let may = |to: &&Unit| {
        let leads = appeal.may_lead(AtUnit::of(to));
        leads && owes_orders(&rules, appeal, to) && !(departments && is_below(to))
    };
    Ok(units.iter().filter(may).map(|to| to.id).collect())
}

/// Whether somebody at a unit would owe what an order asks for.
fn owes_orders(rules: &Rules, appeal: &Appeal, to: &Unit) -> bool {
    let owes = |duty| rules.owing_role(duty, appeal.round, to.kind).is_some();
    [DutyKind::Acknowledge, DutyKind::Handle, DutyKind::Assist].into_iter().all(owes)
}

/// Whether only departments have a matter on their duty lists.
fn of_departments(has: &[Unit]) -> bool {
    !has.is_empty() && has.iter().all(|unit| unit.kind == UnitKind::DistrictDepartment)
}

const fn is_below(to: &Unit) -> bool {
    matches!(to.kind, UnitKind::Community | UnitKind::GridTeam)
}

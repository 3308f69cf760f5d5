use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Due, Problem, UnitId};

use crate::appeals::desk::{guard, permitted, record, tell, write_if_any};
use crate::appeals::nouns::event::Assessed;
use crate::appeals::nouns::{
    Appeal, Assessment, Event, Jurisdiction, Level, Mode, Risk, Seen, handling_due,
};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};
use crate::rules::Lane;

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

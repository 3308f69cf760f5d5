use crate::appeals::nouns::{Action, DutyKind};
use xianban_kernel::{Moment, Problem, StaffId, UnitId};

use crate::appeals::desk::{Bound, ahead, is_able, permitted, record, within, write};
use crate::appeals::nouns::event::{SlipEnded, SlipIssued};
use crate::appeals::nouns::{Appeal, Event, Order, Part, Seen};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};
use crate::rules::Evidence;

/// A task for a grid, a company or a person (任务单).
#[derive(Clone, Debug)]
pub struct NewSlip {
    /// Who does it.
    pub to: UnitId,
    /// The person named there, if one is.
    pub person: Option<StaffId>,
    /// What is to be done.
    pub goal: String,
    /// By when; as the rules say when nothing is given.
    pub limit: Option<Moment>,
    /// What has to be shown.
    pub evidence: Evidence,
}

/// Sends a task slip under the actor's own order.
pub fn issue_slip(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &NewSlip,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::IssueSlip)?;
    let order = own_order(work, &appeal)?;
    let to = unit(work.tx, form.to)?;
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let owes = rules.owing_role(DutyKind::Slip, appeal.round, to.kind).is_some();
    if to.district != appeal.district || to.closed_at.is_some() || !owes {
        let said = format!("{}不能接任务单，请另选一个。", to.name);
        return Err(Problem::fault("unit", said));
    }
    if let Some(person) = form.person
        && !is_able(work, &appeal, (person, to.id), Action::DoSlip)?
    {
        let said = format!("请选{}里能办任务单的人，或者不指定。", to.name);
        return Err(Problem::fault("person", said));
    }
    let limit = match form.limit {
        Some(limit) => ahead(work, &appeal, "limit", limit, None)?,
        None => within(work, &appeal, rules.casework.slip)?.at,
    };
    let goal = write(work, &appeal, "goal", &form.goal, Bound::Note)?;
    let (to, person, evidence) = (AtUnit::of(&to), form.person, form.evidence);
    let event = Event::SlipIssued(SlipIssued { order, to, person, goal, limit, evidence });
    record(work, appeal, Some(seen), &event)
}

/// Calls a slip off.
pub fn cancel_slip(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    slip: i64,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::IssueSlip)?;
    if !appeal.casework.slips.iter().any(|one| one.n == slip && one.is_live()) {
        return Err(Problem::fault("slip", "请选一张还没有办完的任务单。"));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::SlipEnded(SlipEnded { slip, words }))
}

/// The live order of one of the actor's units; the lead's before others.
fn own_order(work: &Work<'_, '_>, appeal: &Appeal) -> Result<i64, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let own = |one: &&Order| one.is_live() && posts.iter().any(|post| post.unit == one.unit.unit);
    let first = appeal.orders.iter().filter(own).min_by_key(|one| one.part != Part::Lead);
    let none = "您的单位没有正在办的工单。请刷新看看。";
    first.map(|one| one.n).ok_or_else(|| Problem::refused("no_such_order", none))
}

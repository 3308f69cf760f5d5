use xianban_kernel::{Moment, Problem, StaffId, UnitId};

use super::super::appeal::Appeal;
use super::super::casework::{
    OfSlip, Slip, SlipChecked, SlipEnded, SlipFinished, SlipIssued, SlipProgress,
};
use super::super::event::{AtUnit, Event};
use super::super::order::{Order, Part};
use super::super::policy::{permitted, units_here};
use super::super::record::record;
use super::super::state::Seen;
use super::super::write::{Bound, write, write_if_any};
use super::able::is_able;
use super::seats::{ahead, within};
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::{Action, DutyKind, Evidence};

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

/// Takes a slip on: read, and begun.
pub fn take_slip(work: &mut Work<'_, '_>, no: &str, slip: i64) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::DoSlip)?;
    let found = to_do(work, &appeal, slip)?;
    if found.progress != SlipProgress::Sent {
        return Err(Problem::fault("slip", "这张任务单已经接收。"));
    }
    record(work, appeal, None, &Event::SlipTaken(OfSlip { slip }))
}

/// Says that a slip's work is done; `photos` is how many come with it.
pub fn finish_slip(
    work: &mut Work<'_, '_>,
    no: &str,
    slip: i64,
    words: &str,
    photos: usize,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::DoSlip)?;
    let found = to_do(work, &appeal, slip)?;
    if photos < found.evidence.photos() {
        let said = format!("这张任务单要交{}，还差照片。", found.evidence.name());
        return Err(Problem::fault("photos", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::SlipFinished(SlipFinished { slip, words }))
}

/// Somebody else looks at what was done: good, or done again by a new time.
pub fn check_slip(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    (slip, good): (i64, bool),
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::CheckSlip)?;
    let done = |one: &&Slip| one.n == slip && one.progress == SlipProgress::Finished;
    let found = appeal.casework.slips.iter().find(done);
    let found = found.ok_or_else(|| Problem::fault("slip", "请选一张等检查的任务单。"))?;
    if found.done_by.as_deref() == Some(&work.cx.actor.mark()) {
        let said = "自己办的任务单要由另一个人检查。";
        return Err(Problem::refused("own_slip", said));
    }
    if !checkable(work, &appeal)?.contains(&slip) {
        return Err(Problem::fault("slip", "请选一张您的单位发出、等检查的任务单。"));
    }
    let again = work.office.rules_of(appeal.rules)?.rules.casework.slip;
    let limit = if good { None } else { Some(within(work, &appeal, again)?.at) };
    let words = if good {
        write_if_any(work, &appeal, "words", words)?
    } else {
        Some(write(work, &appeal, "words", words, Bound::Note)?)
    };
    let event = Event::SlipChecked(SlipChecked { slip, good, limit, words });
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

/// Slips that the actor may check: done by somebody else under an order of one of his units.
pub fn checkable(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<i64>, Problem> {
    let (units, mark) = (units_here(work, appeal)?, work.cx.actor.mark());
    let own = |order: i64| {
        let order = appeal.orders.iter().find(|one| one.n == order);
        order.is_some_and(|order| units.contains(&order.unit.unit))
    };
    let done = |one: &&Slip| {
        let others = one.done_by.as_deref() != Some(mark.as_str());
        one.progress == SlipProgress::Finished && others && own(one.order)
    };
    Ok(appeal.casework.slips.iter().filter(done).map(|one| one.n).collect())
}

/// A slip of one of the actor's units that is still to be done.
fn to_do(work: &Work<'_, '_>, appeal: &Appeal, slip: i64) -> Result<Slip, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let open = |one: &&Slip| {
        let live = matches!(one.progress, SlipProgress::Sent | SlipProgress::Taken);
        one.n == slip && live && posts.iter().any(|post| post.unit == one.to.unit)
    };
    let found = appeal.casework.slips.iter().find(open).cloned();
    found.ok_or_else(|| Problem::fault("slip", "请选一张您的单位要办的任务单。"))
}

/// The live order of one of the actor's units; the lead's before others.
fn own_order(work: &Work<'_, '_>, appeal: &Appeal) -> Result<i64, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let own = |one: &&Order| one.is_live() && posts.iter().any(|post| post.unit == one.unit.unit);
    let first = appeal.orders.iter().filter(own).min_by_key(|one| one.part != Part::Lead);
    let none = "您的单位没有正在办的工单。请刷新看看。";
    first.map(|one| one.n).ok_or_else(|| Problem::refused("no_such_order", none))
}

use xianban_kernel::{AppealId, Moment, Problem};

use super::appeal::Appeal;
use super::event::{AfterRating, AtUnit, ClosedUnrated, Event, FollowedUp, Rated, Reworked};
use super::order::Part;
use super::policy::permitted;
use super::record::record;
use super::review::after;
use super::state::{Seen, State};
use super::store;
use super::tell::tell;
use super::write::{Bound, shown, write, write_if_any};
use crate::office::Work;
use crate::organisation::{UnitKind, superior, unit};
use crate::rules::{Action, DutyKind, NoticeKind};

/// What an applicant says of the reply.
#[derive(Clone, Debug)]
pub struct Rating {
    /// Stars, 1 (非常不满意) to 5 (非常满意).
    pub grade: i64,
    /// Whether it is solved; asked apart.
    pub solved: bool,
    /// His words, if any.
    pub words: String,
}

/// What somebody outside the handling heard from the applicant.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// `phone`, `visit` or `unreachable`.
    pub method: String,
    /// Whether it is solved; `None` when not reached.
    pub solved: Option<bool>,
    /// Whether he is satisfied; asked apart.
    pub satisfied: Option<bool>,
    /// What was said.
    pub words: String,
}

/// The applicant rates the reply: below the standard of the rules, or unsolved, a new round begins.
pub fn rate(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Rating,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Rate)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    if set.rules.rating.grade(form.grade).is_none() {
        return Err(Problem::fault("grade", "请选一个评价。"));
    }
    let reopens = set.rules.rating.reopens(form.grade, form.solved);
    let concludes = set.rules.owing_role(DutyKind::Conclude, appeal.round, appeal.office.kind);
    let then = if reopens && appeal.round < set.rules.rating.max_rounds {
        let (leader, supervised) = (leader(work, &appeal)?, failed_twice(&appeal));
        AfterRating::Round { leader, supervised }
    } else if reopens && concludes.is_some() {
        AfterRating::Conclusion { by: appeal.office }
    } else {
        let rework_until = after(&set, work.cx.at, set.rules.limits.rework_window);
        AfterRating::Closed { rework_until }
    };
    let words = write_if_any(work, &appeal, "words", &form.words)?;
    let (grade, solved, how) = (form.grade, form.solved, "self".to_owned());
    let event = Event::Rated(Rated { grade, solved, how, words, then });
    let appeal = record(work, appeal, Some(seen), &event)?;
    match then {
        AfterRating::Closed { rework_until } => {
            tell(work, &appeal, NoticeKind::Closed, &[("due", shown(rework_until))])?;
        }
        AfterRating::Round { leader, .. } => tell_round(work, &appeal, leader)?,
        AfterRating::Conclusion { by } => {
            let due = super::duties::duties(&appeal, &set).into_iter().next();
            let fields = [
                ("unit", unit(work.tx, by.unit)?.name),
                ("due", due.map(|duty| shown(duty.due)).unwrap_or_default()),
            ];
            tell(work, &appeal, NoticeKind::Concluding, &fields)?;
        }
    }
    Ok(appeal)
}

/// The applicant asks for another round of a closed matter, while the window is open.
pub fn rework(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Rework)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    if let State::Closed(closing) = &appeal.state
        && (work.cx.at > closing.rework_until || appeal.round >= set.rules.rating.max_rounds)
    {
        let said = "申请再次办理的时间已经过了，或者已经办过几轮。有新的情况，请重新提交一件。";
        return Err(Problem::refused("rework_over", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let leader = leader(work, &appeal)?;
    let supervised = failed_twice(&appeal);
    let event = Event::Reworked(Reworked { words, leader, supervised });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_round(work, &appeal, leader)?;
    Ok(appeal)
}

/// Writes down a visit or call after the reply (回访); it changes nothing by itself.
pub fn follow_up(work: &mut Work<'_, '_>, no: &str, form: &FollowUp) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::FollowUp)?;
    if !["phone", "visit", "unreachable"].contains(&form.method.as_str()) {
        return Err(Problem::fault("method", "请选回访方式。"));
    }
    if (form.method == "unreachable") != (form.solved.is_none() && form.satisfied.is_none()) {
        let said = "联系上了就请记下是否解决、是否满意；没有联系上，这两项留空。";
        return Err(Problem::fault("solved", said));
    }
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let (method, solved, satisfied) = (form.method.clone(), form.solved, form.satisfied);
    record(work, appeal, None, &Event::FollowedUp(FollowedUp { method, solved, satisfied, words }))
}

/// Closes an appeal whose window for rating is over; answers whether it did. Unrated is not satisfied.
pub(super) fn close_unrated(work: &mut Work<'_, '_>, id: AppealId) -> Result<bool, Problem> {
    let appeal = store::load(work.tx, work.office.district, id)?.ok_or(Problem::NotFound)?;
    if appeal.state.closes_at().is_none_or(|until| work.cx.at <= until) {
        return Ok(false);
    }
    let set = work.office.rules_of(appeal.rules)?.clone();
    let rework_until: Moment = after(&set, work.cx.at, set.rules.limits.rework_window);
    let seen = Some(Seen(appeal.version));
    let appeal = record(work, appeal, seen, &Event::Closed(ClosedUnrated { rework_until }))?;
    tell(work, &appeal, NoticeKind::ClosedUnrated, &[("due", shown(rework_until))])?;
    Ok(true)
}

/// Whether the round that ends is the second that did not satisfy: the next is supervised.
const fn failed_twice(appeal: &Appeal) -> bool {
    appeal.round >= 2
}

/// Who leads a new round: the unit above the last lead, at least the community, at most the district.
fn leader(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<AtUnit, Problem> {
    let last = appeal.orders.iter().rev().find(|order| order.part == Part::Lead);
    let Some(last) = last else { return Ok(appeal.receiver) };
    let lead = unit(work.tx, last.unit.unit)?;
    let above = superior(work.tx, &lead)?;
    // A department answers to the district itself; it has no desk for this, so it leads again.
    let above = above.filter(|above| above.kind != UnitKind::District).unwrap_or(lead);
    Ok(AtUnit::of(&above))
}

fn tell_round(work: &mut Work<'_, '_>, appeal: &Appeal, leader: AtUnit) -> Result<(), Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let first = super::duties::duties(appeal, &set).into_iter().next();
    let fields = [
        ("round", appeal.round.to_string()),
        ("unit", unit(work.tx, leader.unit)?.name),
        ("due", first.map(|duty| shown(duty.due)).unwrap_or_default()),
    ];
    tell(work, appeal, NoticeKind::Rework, &fields)
}

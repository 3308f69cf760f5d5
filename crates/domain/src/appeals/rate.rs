use xianban_kernel::{AppealId, Moment, Problem};

use super::appeal::Appeal;
use super::event::{AfterRating, AtUnit, ClosedUnrated, Event, Rated, Reworked};
use super::overview::note_low_rating;
use super::policy::permitted;
use super::record::record;
use super::review::after;
use super::state::{Seen, State};
use super::store;
use super::taken::TakenDown;
use super::tell::tell;
use super::write::{Bound, shown, write, write_if_any};
use crate::office::Work;
use crate::organisation::{UnitKind, superior, unit};
use crate::rules::{Action, DutyKind, NoticeKind, RuleSet};
use crate::trail::Kept;

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

/// The applicant rates the reply: below the standard of the rules, or unsolved, a new round begins.
pub fn rate(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Rating,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Rate)?;
    let words = write_if_any(work, &appeal, "words", &form.words)?;
    let (grade, solved) = (form.grade, form.solved);
    rated(work, appeal, Heard { grade, solved, how: "self", words, taken: None })
}

/// A rating as it was given.
pub(super) struct Heard {
    /// Stars, 1 to 5.
    pub grade: i64,
    /// Whether it is solved.
    pub solved: bool,
    /// `self`, `oral` or `witnessed`.
    pub how: &'static str,
    /// In which words.
    pub words: Option<Kept>,
    /// How staff took it down, unless he wrote it himself.
    pub taken: Option<TakenDown>,
}

/// Records a rating with what follows from it, and tells the applicant.
pub(super) fn rated(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    heard: Heard,
) -> Result<Appeal, Problem> {
    let (set, seen) = (work.office.rules_of(appeal.rules)?, Some(Seen(appeal.version)));
    if set.rules.rating.grade(heard.grade).is_none() {
        return Err(Problem::fault("grade", "请选一个评价。"));
    }
    let then = follows(work, &appeal, &set, set.rules.rating.reopens(heard.grade, heard.solved))?;
    if set.rules.rating.reopens(heard.grade, heard.solved) {
        note_low_rating(work, &appeal)?;
    }
    let Heard { grade, solved, how, words, taken } = heard;
    let event = Event::Rated(Rated { grade, solved, how: how.to_owned(), words, taken, then });
    let appeal = record(work, appeal, seen, &event)?;
    match then {
        AfterRating::Closed { rework_until } => {
            tell(work, &appeal, NoticeKind::Closed, &[("due", shown(rework_until))])?;
        }
        AfterRating::Round { leader, .. } => tell_round(work, &appeal, leader)?,
        AfterRating::Conclusion { by } => {
            let due = super::duties::duties(&appeal, &set).into_iter().next();
            let fields = [
                ("unit", unit(work.tx, by.unit)?.name),
                ("due", due.map(|duty| duty.due.said()).unwrap_or_default()),
            ];
            tell(work, &appeal, NoticeKind::Concluding, &fields)?;
        }
    }
    Ok(appeal)
}

/// What follows when an appeal is rated: its end, another round, or the district's conclusion.
fn follows(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    set: &RuleSet,
    reopens: bool,
) -> Result<AfterRating, Problem> {
    let concludes = set.rules.owing_role(DutyKind::Conclude, appeal.round, appeal.office.kind);
    if reopens && appeal.round < set.rules.rating.max_rounds {
        let (leader, supervised) = (leader(work, appeal)?, failed_twice(appeal));
        return Ok(AfterRating::Round { leader, supervised });
    }
    if reopens && concludes.is_some() {
        return Ok(AfterRating::Conclusion { by: appeal.office });
    }
    let rework_until = after(set, work.cx.at, set.rules.limits.rework_window);
    Ok(AfterRating::Closed { rework_until })
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
pub(super) const fn failed_twice(appeal: &Appeal) -> bool {
    appeal.round >= 2
}

/// Who leads a new round: the unit above the one that answers for the round that ends, at least the
/// community. Above what answers to the district itself stands the platform office: the district has
/// no desk of its own.
pub(super) fn leader(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<AtUnit, Problem> {
    let answering = unit(work.tx, appeal.answering().unit)?;
    let above = superior(work.tx, &answering)?;
    let above = above.filter(|above| above.kind != UnitKind::District);
    Ok(above.map_or(appeal.office, |above| AtUnit::of(&above)))
}

pub(super) fn tell_round(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    leader: AtUnit,
) -> Result<(), Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let first = super::duties::duties(appeal, &set).into_iter().next();
    let fields = [
        ("round", appeal.round.to_string()),
        ("unit", unit(work.tx, leader.unit)?.name),
        ("due", first.map(|duty| duty.due.said()).unwrap_or_default()),
    ];
    tell(work, appeal, NoticeKind::Rework, &fields)
}

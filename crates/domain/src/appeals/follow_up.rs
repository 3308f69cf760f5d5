use xianban_kernel::{Post, Problem, StaffId};

use super::appeal::Appeal;
use super::event::{AtUnit, ClosedUnrated, Event, FollowedUp, Reworked};
use super::overview::note_low_rating;
use super::policy::{by_mark, permitted, seat_for_units, units_here};
use super::rate::{Heard, failed_twice, leader, rated, tell_round};
use super::readers::units;
use super::record::record;
use super::review::after;
use super::state::{Proposed, Seen, State};
use super::taken::TakenDown;
use super::write::{Bound, write, write_if_any};
use crate::identity::staff_name;
use crate::office::Work;
use crate::organisation::{find_place, grid_of, unit};
use crate::rules::{Action, DutyKind};
use crate::seats::{Reach, reach, sitters, sitters_around};
use crate::trail::Kept;

/// What somebody outside the handling heard from the applicant.
#[derive(Clone, Debug, Default)]
pub struct FollowUp {
    /// `phone`, `visit` or `unreachable`.
    pub method: String,
    /// Whether it is solved; `None` when not reached.
    pub solved: Option<bool>,
    /// Whether he is satisfied; asked apart.
    pub satisfied: Option<bool>,
    /// The stars he gave by word of mouth, if he did.
    pub grade: Option<i64>,
    /// Who was there when he gave them, at a visit; may be empty.
    pub witness: String,
    /// What was said.
    pub words: String,
}

/// Writes down a visit or call after the reply (回访). Stars given by word of mouth count as the
/// applicant's rating; told that it is not solved, a new round begins also without stars.
pub fn follow_up(work: &mut Work<'_, '_>, no: &str, form: &FollowUp) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::FollowUp)?;
    drawn_or_standing_in(work, &appeal)?;
    holds_together(form)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let witness = write_if_any(work, &appeal, "witness", &form.witness)?;
    let how = if witness.is_some() { "witnessed" } else { "oral" };
    let taken = taken_down(work, &appeal, &form.method, witness.clone())?;
    let (method, solved, satisfied) = (form.method.clone(), form.solved, form.satisfied);
    let heard = FollowedUp { method, solved, satisfied, words: words.clone(), witness };
    let appeal = record(work, appeal, None, &Event::FollowedUp(heard))?;
    match (form.grade, form.solved) {
        (Some(grade), Some(solved)) => {
            let (words, taken) = (Some(words), Some(taken));
            rated(work, appeal, Heard { grade, solved, how, words, taken })
        }
        (None, Some(false)) => another_round(work, appeal, words),
        _ => Ok(appeal),
    }
}

/// Who takes a rating down, at which unit and in which role, and how.
fn taken_down(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    method: &str,
    witness: Option<Kept>,
) -> Result<TakenDown, Problem> {
    // At the office; drawn from elsewhere, at his own unit.
    let here = seat_for_units(work, appeal, Action::FollowUp, &[appeal.office.unit])?;
    let own = units_here(work, appeal)?;
    let post =
        here.map_or_else(|| seat_for_units(work, appeal, Action::FollowUp, &own), |p| Ok(Some(p)))?;
    let post = post.ok_or(Problem::NotFound)?;
    let at = AtUnit::of(&unit(work.tx, post.unit)?);
    let set = work.office.rules_of(appeal.rules)?;
    let until = after(&set, work.cx.at, set.rules.limits.rework_window);
    Ok(TakenDown { unit: at, role: post.role, method: method.to_owned(), witness, until })
}

fn holds_together(form: &FollowUp) -> Result<(), Problem> {
    if !["phone", "visit", "unreachable"].contains(&form.method.as_str()) {
        return Err(Problem::fault("method", "请选回访方式。"));
    }
    let answers = form.solved.is_some() || form.satisfied.is_some() || form.grade.is_some();
    if (form.method == "unreachable") == answers {
        let said = "联系上了就请记下是否解决、是否满意；没有联系上，这几项留空。";
        return Err(Problem::fault("solved", said));
    }
    if form.grade.is_some() && form.solved.is_none() {
        return Err(Problem::fault("solved", "诉求人打了星，也请记下他说解决了没有。"));
    }
    if !form.witness.trim().is_empty() && form.method != "visit" {
        return Err(Problem::fault("witness", "见证人只在上门时填。"));
    }
    Ok(())
}

/// Told that it is not solved, without stars: this round ends unrated and the next begins.
fn another_round(work: &mut Work<'_, '_>, appeal: Appeal, words: Kept) -> Result<Appeal, Problem> {
    let set = work.office.rules_of(appeal.rules)?;
    // After the last round only the window or the stars lead on.
    if appeal.round >= set.rules.rating.max_rounds {
        return Ok(appeal);
    }
    note_low_rating(work, &appeal)?;
    let rework_until = after(&set, work.cx.at, set.rules.limits.rework_window);
    let (leader, supervised) = (leader(work, &appeal)?, failed_twice(&appeal));
    let seen = Some(Seen(appeal.version));
    let appeal = record(work, appeal, seen, &Event::Closed(ClosedUnrated { rework_until }))?;
    let (seen, event) = (Some(Seen(appeal.version)), Reworked { words, leader, supervised });
    let appeal = record(work, appeal, seen, &Event::Reworked(event))?;
    tell_round(work, &appeal, leader)?;
    Ok(appeal)
}

/// Draws by lot who asks the applicant how it went: somebody who holds the post and had no hand in
/// the matter, nor reviewed it. `None` when nobody is asked, or nobody is left.
pub(super) fn draw(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<StaffId>, Problem> {
    let State::Reviewing(proposal) = &appeal.state else { return Ok(None) };
    if !matches!(proposal.what, Proposed::Result | Proposed::Answer) {
        return Ok(None);
    }
    let own = work.cx.actor.mark();
    lot(work, appeal, &own)
}

/// Draws somebody who may ask, other than `but`.
pub(super) fn lot(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    but: &str,
) -> Result<Option<StaffId>, Problem> {
    let mut pool = pool(work, appeal)?;
    pool.retain(|staff| {
        let mark = by_mark(*staff);
        mark != but && appeal.may_be_asked_by(&mark)
    });
    let most = u64::try_from(pool.len()).unwrap_or(0);
    let lot = if most == 0 { 0 } else { work.cx.seed.part(LOT).draw().below(most) };
    Ok(usize::try_from(lot).ok().and_then(|lot| pool.get(lot)).copied())
}

/// The part of a request's seed that the lot is drawn from.
const LOT: u64 = 0x006c_6f74;

/// Who may be drawn: whoever asks at the platform office, and from elsewhere whom the rules name, at units
/// of the same community or street without a part in the matter, such as another grid.
fn pool(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<StaffId>, Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let (unit, round) = (appeal.office.unit, appeal.round);
    let role = set.rules.owing_role(DutyKind::FollowUp, round, appeal.office.kind).cloned();
    let here = role.map(|role| sitters(work, &Post { unit, role })).transpose()?;
    let mut pool = here.unwrap_or_default();
    let drawn = set.rules.duty(DutyKind::FollowUp).map(|rule| rule.drawn.clone());
    let mut part = units(appeal);
    let place = appeal.place.map(|id| find_place(work.tx, id)).transpose()?.flatten();
    let grid = place.map(|place| grid_of(work.tx, &place)).transpose()?.flatten();
    part.extend(grid.map(|grid| grid.unit));
    for role in drawn.unwrap_or_default() {
        for (unit, people) in sitters_around(work, appeal.receiver.unit, &role)? {
            if !part.contains(&unit) {
                pool.extend(people);
            }
        }
    }
    pool.sort_unstable();
    pool.dedup();
    Ok(pool)
}

/// Whether the actor may ask now: whoever was drawn, or who stands in for him; when neither can be had,
/// anybody outside the handling.
fn may_ask(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<bool, Problem> {
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let (Some(drawn), Some(own)) = (appeal.casework.asker, own) else { return Ok(true) };
    if own == drawn {
        return Ok(true);
    }
    Ok(match reach(work, drawn, None)? {
        Reach::Himself => !pool(work, appeal)?.contains(&drawn),
        Reach::StandIn(stand_in) => stand_in == own,
        Reach::Nobody => true,
    })
}

/// Whoever was drawn asks, or who stands in for him; when neither can be had, anybody outside.
pub(super) fn drawn_or_standing_in(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
) -> Result<(), Problem> {
    let Some(drawn) = appeal.casework.asker else { return Ok(()) };
    if may_ask(work, appeal)? {
        return Ok(());
    }
    let name = staff_name(work, drawn)?.unwrap_or_default();
    let said = format!("这件由抽签抽到的{name}回访，别人不能代替。");
    Err(Problem::refused("drawn_by_lot", format!("{said}他请假时，请他先设好代理人。")))
}

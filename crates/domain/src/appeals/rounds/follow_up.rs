use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::next_round::{failed_twice, leader, tell_round};
use super::rate::{Heard, rated};
use crate::appeals::desk::{
    Bound, after, drawn_or_standing_in, permitted, record, seat_for_units, units_here, write,
    write_if_any,
};
use crate::appeals::nouns::event::{ClosedUnrated, FollowedUp, Reworked, TakenDown};
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::appeals::rows::note_low_rating;
use crate::dossier::Kept;
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

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

use crate::appeals::nouns::{Action, DutyKind, NoticeKind};
use xianban_kernel::Problem;

use super::next_round::{failed_twice, leader, tell_round};
use crate::appeals::desk::{after, permitted, record, shown, tell, write_if_any};
use crate::appeals::nouns::event::{AfterRating, Rated, TakenDown};
use crate::appeals::nouns::{Appeal, Event, Seen, duties};
use crate::appeals::rows::note_low_rating;
use crate::dossier::Kept;
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::RuleSet;

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
pub(crate) struct Heard {
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
pub(crate) fn rated(
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
            let due = duties(&appeal, &set).into_iter().next();
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

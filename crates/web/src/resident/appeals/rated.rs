//! A rating turned into what is read of it: the applicant's own, or one that staff took down.

use serde::Serialize;
use xianban_domain::appeals::{Appeal, Closing, Event, Happened, Rated, State, TakenDown, seat};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use crate::frame::{Coded, Stamp};

/// A rating already given.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Rating {
    /// 1 to 5.
    pub grade: u8,
    /// 非常满意 and so on.
    pub text: String,
    /// Whether it was solved, in words.
    pub solved: Coded,
    /// The applicant's words, or those in which staff took it down; may be empty.
    pub said: String,
    /// Who took it down, when the applicant did not write it himself.
    pub recorded: Option<Recorded>,
}

/// Who took a rating down for the applicant.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RatingRecorded)]
pub struct Recorded {
    /// Unit and role, never a name.
    pub by: String,
    /// `phone` or `visit`.
    pub how: Coded,
    /// Who was there; may be empty.
    pub witness: String,
    /// When.
    pub at: Stamp,
}

/// The rating of the last round, once given.
pub(crate) fn rating(
    appeal: &Appeal,
    history: &[Happened],
    rules: &Rules,
    now: Moment,
) -> Option<Rating> {
    let State::Closed(Closing { grade: Some(_), .. }) = appeal.state else { return None };
    let stands = |one: &&Happened| matches!(one.event, Event::Rated(_)) && !one.struck;
    shown(history.iter().rev().find(stands)?, rules, now)
}

/// The last rating that staff took down, unless it was struck.
pub(super) fn taken(history: &[Happened], rules: &Rules, now: Moment) -> Option<Rating> {
    let taken = |one: &&Happened| matches!(&one.event, Event::Rated(e) if e.taken.is_some());
    shown(history.iter().rev().find(taken).filter(|one| !one.struck)?, rules, now)
}

fn shown(rated: &Happened, rules: &Rules, now: Moment) -> Option<Rating> {
    let Event::Rated(event) = &rated.event else { return None };
    let solved =
        if event.solved { ("yes", "问题解决了") } else { ("no", "问题没有解决") };
    Some(Rating {
        grade: u8::try_from(event.grade).unwrap_or(0),
        text: name(event, rules),
        solved: Coded::new(solved.0, solved.1),
        said: rated.words.clone().unwrap_or_default(),
        recorded: event.taken.as_ref().map(|taken| recorded(rated, taken, rules, now)),
    })
}

/// Who took it down, as everybody may know: unit and role, never a name.
fn recorded(one: &Happened, taken: &TakenDown, rules: &Rules, now: Moment) -> Recorded {
    let how = match taken.method.as_str() {
        "visit" => Coded::new("visit", "上门回访"),
        _ => Coded::new("phone", "电话回访"),
    };
    Recorded {
        by: seat(one.unit.as_deref(), taken.role.code(), rules),
        how,
        witness: one.witness.clone().unwrap_or_default(),
        at: Stamp::new(one.at, now),
    }
}

fn name(event: &Rated, rules: &Rules) -> String {
    rules.rating.grade(event.grade).map(|grade| grade.name.clone()).unwrap_or_default()
}

//! A rating turned into what is read of it: the applicant's own, or one that staff took down.

use serde::Serialize;
use xianban_domain::appeals::{
    AfterRating, Appeal, Closing, Disowned, Event, Happened, Rated, State, TakenDown,
};
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

/// A unit and the role somebody had there, as read.
pub(crate) fn seat(unit: Option<&str>, role: &str, rules: &Rules) -> String {
    let name = rules.roles.iter().find(|rule| rule.code.code() == role);
    let name = name.map(|rule| rule.name.as_str()).unwrap_or_default();
    format!("{} · {name}", unit.unwrap_or("平台"))
}

/// What a line of the timeline says of a rating that was struck: by whom it had been taken down.
pub(super) fn disowned(
    one: &Happened,
    you: &str,
    event: &Disowned,
    rules: &Rules,
) -> (String, String) {
    let seat = seat(one.unit.as_deref(), event.role.code(), rules);
    let at = event.taken_at.said();
    let words = one.words.as_deref().map(|words| format!("{words}\n")).unwrap_or_default();
    let title = format!("{you}说代记的评价不是自己的，已经划去，不再计入");
    (title, format!("{words}原来由{seat}在 {at} 记录"))
}

fn name(event: &Rated, rules: &Rules) -> String {
    rules.rating.grade(event.grade).map(|grade| grade.name.clone()).unwrap_or_default()
}

/// What a line of the timeline says of it: its title, and what was said.
pub(super) fn told(one: &Happened, you: &str, event: &Rated, rules: &Rules) -> (String, String) {
    let words = one.words.clone().unwrap_or_default();
    let (way, said) = match &event.taken {
        Some(taken) => {
            let seat = seat(one.unit.as_deref(), taken.role.code(), rules);
            let way = if taken.method == "visit" { "上门时" } else { "电话里" };
            let witness = one.witness.as_deref().map(|name| format!("，见证人：{name}"));
            let by = format!("{seat}记录{}", witness.unwrap_or_default());
            (format!("{you}{way}的评价，工作人员代记"), format!("{words}\n{by}"))
        }
        // As taken down before it was kept by whom.
        None if event.how == "oral" => (format!("{you}的口头评价"), words),
        None if event.how == "witnessed" => (format!("{you}当面的评价，有人见证"), words),
        None => (format!("{you}的评价"), words),
    };
    if one.struck {
        return (format!("{way}，已经划去"), said);
    }
    let again = matches!(event.then, AfterRating::Round { .. });
    let again = if again { "：再办一次" } else { "" };
    (format!("{way}{again}（{}）", name(event, rules)), said)
}

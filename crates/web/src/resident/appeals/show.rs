use askama::Template;
use serde::Serialize;
use xianban_domain::appeals::Action;
use xianban_domain::notice;

use crate::frame::{Coded, Face, Frame, Photo, Stamp, Status, Steps};
use axum::extract::Path;
use axum::response::Response;
use xianban_domain::appeals::{self as domain, Standing};
use xianban_domain::office::Work;
use xianban_domain::organisation::find_place;
use xianban_domain::teams;
use xianban_kernel::{Moment, Problem};

use super::answer::{Answer, answer};
use super::rated::{self, Rating};
use super::timeline::{Entry, entry};
use super::views::{View, views};
use super::{headline, view};
use crate::resident::praises;
use crate::resident::teams::whom::Helper;
use crate::visitor::Visitor;

/// One appeal, as its applicant follows it.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/show.html")]
pub struct AppealPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Its category, once chosen.
    pub category: Option<Coded>,
    /// Where it stands.
    pub status: Status,
    /// The five steps.
    pub steps: Steps,
    /// When it was filed.
    pub filed: Stamp,
    /// What happens next, by whom, until when, in one plain sentence; none when it has ended.
    pub next: Option<String>,
    /// Which round it is in; 2 and more are 再接单.
    pub round: u32,
    /// The place in words.
    pub place: String,
    /// The applicant's own words.
    pub text: String,
    /// The applicant's photos.
    pub photos: Vec<Photo>,
    /// Whether it may be shown to others, in words.
    pub consent: Coded,
    /// The released reply, or refusal.
    pub answer: Option<Answer>,
    /// The rating of the last round.
    pub rating: Option<Rating>,
    /// The public timeline, newest first.
    pub timeline: Vec<Entry>,
    /// What the applicant may do now; the first is the main one.
    pub acts: Vec<Act>,
    /// What they take before they can be done, for whoever has number and query code only.
    pub acts_said: Option<String>,
    /// Where he can thank for it, once it was answered.
    pub thanks: Option<String>,
    /// The grid worker of its place.
    pub helper: Option<Helper>,
    /// Who looked at the applicant's name or phone.
    pub views: Vec<View>,
}

/// Something the applicant may do.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Act {
    /// The move's code, such as `rate`.
    pub code: &'static str,
    /// The words of the button.
    pub text: &'static str,
    /// Its form, or where the button sends when there is none.
    pub href: String,
    /// Whether the button sends at once; else it leads to a form.
    pub at_once: bool,
}

impl Act {
    /// Its drawing.
    pub fn icon(&self) -> &'static str {
        match self.code {
            "rate" => "star",
            "urge" => "bell",
            "supplement" => "plus",
            "withdraw" | "disown" => "undo-2",
            _ => "refresh-cw",
        }
    }
}

impl AppealPage {
    /// For whoever has number and query code only: photos open after a login.
    pub(crate) fn without_photos(mut self) -> Self {
        self.photos.clear();
        self.timeline.iter_mut().for_each(|entry| entry.photos.clear());
        self.answer.iter_mut().for_each(|answer| answer.photos.clear());
        self
    }
}

impl Face for AppealPage {}

/// One appeal, to its applicant.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, no: String) -> Result<AppealPage, Problem> {
    visitor.must_be_resident()?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &no)?;
        let history = domain::history(work, &glance.appeal)?;
        let said = domain::said(work, &glance.appeal)?;
        let moves = domain::open_moves(work, &glance.appeal)?;
        let unread = notice::has_unread(work, Some(glance.appeal.id))?;
        let helper = helper(work, &glance.appeal)?;
        Ok((glance, history, said, moves, unread, helper))
    });
    let (glance, history, said, moves, unread, helper) = read.await?;
    if unread {
        // Whoever opens the appeal has read what was sent about it.
        let about = glance.appeal.id;
        let verb = move |work: &mut Work<'_, '_>| notice::mark_read(work, Some(about));
        if let Err(problem) = visitor.site.office.write_later(&visitor.cx, verb).await {
            tracing::warn!(%problem, "messages could not be marked read");
        }
    }
    let standing = glance.appeal.state.standing();
    let answered = matches!(standing, Standing::FollowingUp | Standing::Closed);
    let thanks = answered.then(|| praises::of_appeal(&glance.appeal.no));
    let page = page_of(visitor, &glance, &history, &said, &moves)?;
    Ok(AppealPage { thanks, helper, ..page })
}

/// Whom its applicant may call for the place of an appeal.
fn helper(work: &mut Work<'_, '_>, appeal: &domain::Appeal) -> Result<Option<Helper>, Problem> {
    let Some(place) = appeal.place else { return Ok(None) };
    let Some(place) = find_place(work.tx, place)? else { return Ok(None) };
    Ok(teams::grid_worker(work, &place)?.as_ref().map(Helper::of))
}

/// The page of what was read of an appeal.
pub(crate) fn page_of(
    visitor: &Visitor,
    glance: &domain::Glance,
    history: &[domain::Happened],
    said: &domain::Said,
    moves: &[Action],
) -> Result<AppealPage, Problem> {
    let (appeal, now) = (&glance.appeal, visitor.cx.at);
    let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
    let consent = if appeal.public { ("public", "同意公开") } else { ("private", "不公开") };
    let place =
        if glance.place.is_empty() { "没有写明".to_owned() } else { glance.place.clone() };
    let list = appeal.list.as_deref().and_then(|code| rules.list(code));
    let mut timeline: Vec<Entry> =
        history.iter().filter_map(|one| entry(one, rules, now)).collect();
    timeline.reverse();
    Ok(AppealPage {
        frame: visitor.frame("me"),
        no: appeal.no.clone(),
        title: view::title(glance),
        kind: view::kind(rules, appeal.kind),
        category: list.map(|list| Coded::new(list.code.clone(), list.name.clone())),
        status: headline::badge(appeal, now),
        steps: view::steps(appeal),
        filed: Stamp::new(appeal.filed_at, now),
        next: headline::headline(glance, now),
        round: u32::try_from(appeal.round).unwrap_or(1),
        place,
        text: said.text.clone().unwrap_or_default(),
        photos: view::filed_photos(history),
        consent: Coded::new(consent.0, consent.1),
        answer: answer(history, rules, now),
        rating: rated::rating(appeal, history, rules, now),
        timeline,
        acts: acts(appeal, moves, now),
        acts_said: None,
        thanks: None,
        helper: None,
        views: views(history, rules, now),
    })
}

/// What the applicant can do, what is waited for first.
fn acts(appeal: &domain::Appeal, moves: &[Action], now: Moment) -> Vec<Act> {
    let mut wanted = moves.to_vec();
    let in_time = appeal.disownable().is_some_and(|taken| now <= taken.until);
    wanted.retain(|action| *action != Action::Disown || in_time);
    let waited = [Action::Rate, Action::AnswerVisit, Action::Rework, Action::Reconsider];
    // A visit that is over is not asked for, and one that was confirmed is not asked for again.
    let visit = appeal.coming_visit(now);
    let confirmed = visit.is_some_and(|visit| visit.agreed.is_some());
    wanted.retain(|action| *action != Action::AnswerVisit || visit.is_some());
    let asked =
        |action: &Action| waited.contains(action) && !(confirmed && *action == Action::AnswerVisit);
    wanted.sort_by_key(|action| !asked(action));
    let acts = wanted.into_iter().filter_map(|action| act(&appeal.no, action));
    let reworded = |act: Act| match act.code {
        "visit" if confirmed => Act { text: "上门时间有变，告诉我们", ..act },
        _ => act,
    };
    acts.map(reworded).collect()
}

/// What the applicant may do, with the place of its form and the words of its button.
const ACTS: [(Action, &str, &str); 8] = [
    (Action::Rate, "rate", "评价办理结果"),
    (Action::Supplement, "supplement", "补充说明"),
    (Action::Urge, "urge", "催一下"),
    (Action::Withdraw, "withdraw", "撤回"),
    (Action::Disown, "disown", "这不是我的评价"),
    (Action::Rework, "rework", "还没解决，再办一次"),
    (Action::Reconsider, "rework", "不同意，请上一级再看"),
    (Action::AnswerVisit, "visit", "确认上门时间"),
];

fn act(no: &str, action: Action) -> Option<Act> {
    let (_, code, text) = ACTS.into_iter().find(|(own, ..)| *own == action)?;
    let href = format!("{}/{code}", view::href(no));
    Some(Act { code, text, href, at_once: action == Action::Urge })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_move_of_an_applicant_has_its_button() {
        let his = |line: &&domain::Move| line.at == domain::Where::Applicant;
        let moves = domain::MOVES.iter().filter(his).map(|line| line.action.code());
        let buttons = ACTS.iter().map(|(action, ..)| action.code());
        assert_eq!(moves.collect::<BTreeSet<_>>(), buttons.collect());
    }
}

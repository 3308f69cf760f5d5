//! An event as staff read it.

use serde::Serialize;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{Author, Colour, Event, Happened, Through, publishable};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use super::registration::Fact;
use super::told;
use crate::files;
use crate::frame::{Coded, Photo, Stamp};
use crate::resident::appeals::timeline::{self as public, Reader};

/// One line of the trace.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CaseEntry)]
pub struct Entry {
    /// The event's kind.
    pub code: String,
    /// One character for the round mark.
    #[serde(skip)]
    pub mark: &'static str,
    /// `blue`, `green`, `gold`, `red`, `grey`.
    #[serde(skip)]
    pub tone: &'static str,
    /// What happened.
    pub title: String,
    /// Who did it: unit and name.
    pub by: String,
    /// `public`, `waiting`, `internal`, with its words.
    pub seen: Option<Coded>,
    /// Words; may be empty.
    pub said: String,
    /// What else was written with it, part by part: 起因, 经过, the parts of a plan.
    pub parts: Vec<Fact>,
    /// Photos.
    pub photos: Vec<Photo>,
    /// When it happened.
    pub at: Stamp,
    /// When it was entered, where that differs by more than five minutes.
    pub recorded: Option<Stamp>,
    /// Where it can be published, for whoever may.
    pub publish: Option<String>,
}

impl Entry {
    /// The colour of who may read it.
    pub(super) fn seen_tone(&self) -> &'static str {
        match self.seen.as_ref().map(|seen| seen.code.as_str()) {
            Some("public") => "green",
            Some("waiting") => "amber",
            _ => "grey",
        }
    }
}

/// What is entered later than this is shown with both times.
const LATE_MILLIS: i64 = 5 * 60_000;

/// What staff read of an event: what residents read, and what stays inside.
pub(super) fn entry(one: &Happened, rules: &Rules, now: Moment) -> Option<Entry> {
    let said = one.words.clone().unwrap_or_default();
    let inside = match &one.event {
        Event::Contacted(event) => Some(match event.through {
            None => ("联", "blue", "联系了诉求人"),
            Some(Through::Message) => ("联", "blue", "由平台留言给诉求人"),
            Some(Through::Call) => ("联", "amber", "请平台客服打电话转达"),
        }),
        Event::Noted(_) => Some(("记", "grey", "内部记录")),
        Event::Reported(_) => Some(("协", "blue", "协办单位反馈")),
        Event::Proposed(_) => Some(("报", "blue", "写好答复，送审")),
        Event::SentBack(_) => Some(("退", "amber", "审核退回")),
        Event::FollowedUp(_) => Some(("访", "gold", "回访")),
        Event::Verified(event) if !event.solved => Some(("核", "amber", "现场核查，没有解决")),
        Event::Urged(_) => Some(("催", "amber", "诉求人催办")),
        Event::IdentitySeen(_) => Some(("看", "grey", "查看了诉求人的联系方式")),
        Event::Undelivered(_) => Some(("电", "amber", "通知没有送达，要打电话告诉诉求人")),
        Event::Called(event) if event.reached => Some(("电", "blue", "电话通知了诉求人")),
        Event::Called(_) => Some(("电", "amber", "打了电话，没有联系上")),
        // What was written stands in its own line, marked as published.
        Event::Published(_) => return None,
        Event::Carded(card) if card.colour == Colour::Red => Some(("红", "red", "红牌：已超期")),
        Event::Carded(_) => Some(("黄", "amber", "黄牌：临近期限")),
        _ => None,
    };
    let heard = heard(&one.event);
    let inside = inside.map(|(mark, tone, title)| (mark, tone, heard.as_deref().unwrap_or(title)));
    let public = public::entry(one, Reader::Staff, rules, now);
    let seen = public.is_none().then(|| Coded::new("internal", "内部"));
    let deep = told::told(one, rules);
    let (mark, tone, title, said) = match (inside, public) {
        (None, _) if let Some((mark, tone, title)) = deep => (mark, tone, title, said),
        (Some((mark, tone, title)), _) => (mark, tone, title.to_owned(), said),
        (None, Some(entry)) => (entry.mark, entry.tone, entry.title, joined(entry.said, said)),
        (None, None) => return None,
    };
    let (code, at) = (one.event.kind().to_owned(), Stamp::new(one.at, now));
    let (by, photos, publish) = (from_seat(one, rules), shown(one), None);
    let late = one.recorded_at.millis() - one.at.millis() > LATE_MILLIS;
    let recorded = late.then(|| Stamp::new(one.recorded_at, now));
    let parts =
        one.parts.iter().map(|(part, said)| Fact { text: part.name(), value: said.clone() });
    let parts = parts.collect();
    Some(Entry { code, mark, tone, title, by, seen, said, parts, photos, at, recorded, publish })
}

/// A follow-up or a rating taken by word of mouth, with what was answered.
fn heard(event: &Event) -> Option<String> {
    let answer = |question: &str, said: Option<bool>| match said {
        Some(true) => format!("，{question}：是"),
        Some(false) => format!("，{question}：否"),
        None => String::new(),
    };
    match event {
        Event::FollowedUp(event) if event.method == "unreachable" => {
            Some("回访：没有联系上".to_owned())
        }
        Event::FollowedUp(event) => {
            let way = if event.method == "visit" { "上门回访" } else { "电话回访" };
            let (solved, satisfied) = (event.solved, event.satisfied);
            Some(format!("{way}{}{}", answer("解决了", solved), answer("满意", satisfied)))
        }
        _ => None,
    }
}

/// The photos that came with an event. Those of the filing stand beside its words already.
fn shown(one: &Happened) -> Vec<Photo> {
    match one.event {
        Event::Submitted(_) => Vec::new(),
        _ => files::kept(&one.files, "照片"),
    }
}

/// What everybody reads, and below it what stays inside.
fn joined(public: String, inside: String) -> String {
    if inside.is_empty() || public.contains(&inside) {
        return public;
    }
    if public.is_empty() { inside } else { format!("{public}\n{inside}") }
}

/// Who did it, and for which seat when it was not his own.
fn from_seat(one: &Happened, rules: &Rules) -> String {
    let by = beside(one);
    let Some((unit, role)) = &one.seat else { return by };
    let role = rules.role(role).map_or(role.code(), |rule| rule.name.as_str());
    format!("{by}，代{unit}{role}")
}

/// Who did it, and at which unit where that is known and the title does not say it.
fn beside(one: &Happened) -> String {
    let own = matches!(
        one.event,
        Event::Noted(_)
            | Event::Acknowledged(_)
            | Event::Contacted(_)
            | Event::Reported(_)
            | Event::Released(_)
            | Event::SentBack(_)
            | Event::Verified(_)
            | Event::FollowedUp(_)
            | Event::Called(_)
            | Event::Accepted(_)
            | Event::IdentitySeen(_)
    );
    match &one.unit {
        Some(unit) if own || matches!(&one.event, Event::Rated(_)) => {
            format!("{unit} · {}", author(&one.by))
        }
        _ => author(&one.by),
    }
}

/// Who did it, as colleagues name him.
pub(super) fn author(by: &Author) -> String {
    match by {
        Author::Applicant => "诉求人".to_owned(),
        Author::Staff(name) => name.clone(),
        Author::Expert(Some(name)) => format!("专家 {name}"),
        Author::Expert(None) => "专家".to_owned(),
        Author::Service => "其他平台".to_owned(),
        Author::System => "系统".to_owned(),
    }
}

/// The trace as one reader has it: newest first, with what he may publish.
pub(super) fn timeline(
    history: &[Happened],
    publisher: Option<&str>,
    base: &str,
    rules: &Rules,
    now: Moment,
) -> Vec<Entry> {
    let open = publisher.map(|mark| publishable(history, mark)).unwrap_or_default();
    let published = |seq: i64| {
        history.iter().any(|one| matches!(one.event, Event::Published(event) if event.note == seq))
    };
    let entry = |one: &Happened| {
        let mut entry = entry(one, rules, now)?;
        if published(one.seq) {
            entry.seen = Some(Coded::new("public", "已公开给诉求人"));
        }
        if open.iter().any(|other| other.seq == one.seq) {
            entry.publish = Some(format!("{base}/{}?entry={}", Action::Publish.code(), one.seq));
        }
        Some(entry)
    };
    history.iter().rev().filter_map(entry).collect()
}

/// What moved an appeal on after its version `seen`, in a few words.
pub(super) fn changes(history: &[Happened], seen: i64, rules: &Rules, now: Moment) -> String {
    let moved = history.iter().filter(|one| !one.event.only_adds());
    let later = moved.skip(usize::try_from(seen).unwrap_or(0));
    let titles = later.filter_map(|one| entry(one, rules, now)).map(|entry| entry.title);
    titles.collect::<Vec<_>>().join("，")
}

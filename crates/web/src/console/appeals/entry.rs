//! An event as staff read it.

use serde::Serialize;
use xianban_domain::appeals::{Action, Author, Event, Happened, Reader, publishable};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use super::registration::Fact;
use crate::files;
use crate::frame::{Coded, Photo, Stamp};
use crate::resident::appeals::timeline::{colour, telling};

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
    let telling = telling(one, Reader::Staff, rules);
    let line = one.event.for_staff(&telling)?;
    let inside = one.event.for_applicant(&telling).is_none();
    let seen = inside.then(|| Coded::new("internal", "内部"));
    let late = one.recorded_at.millis() - one.at.millis() > LATE_MILLIS;
    let parts =
        one.parts.iter().map(|(part, said)| Fact { text: part.name(), value: said.clone() });
    Some(Entry {
        code: one.event.kind().to_owned(),
        mark: line.mark,
        tone: colour(line.tone),
        title: line.title,
        by: from_seat(one, line.beside_unit, rules),
        seen,
        said: line.said,
        parts: parts.collect(),
        photos: if line.with_files { files::kept(&one.files, "照片") } else { Vec::new() },
        at: Stamp::new(one.at, now),
        recorded: late.then(|| Stamp::new(one.recorded_at, now)),
        publish: None,
    })
}

/// Who did it, at which unit where the line wants it named beside him, and for which seat when it was
/// not his own.
fn from_seat(one: &Happened, beside_unit: bool, rules: &Rules) -> String {
    let by = match &one.unit {
        Some(unit) if beside_unit => format!("{unit} · {}", author(&one.by)),
        _ => author(&one.by),
    };
    let Some((unit, role)) = &one.seat else { return by };
    let role = rules.role(role).map_or(role.code(), |rule| rule.name.as_str());
    format!("{by}，代{unit}{role}")
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

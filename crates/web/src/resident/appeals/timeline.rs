//! The public timeline: what everybody reads of each event.

use serde::Serialize;
use xianban_domain::appeals::{Contacted, Event, Happened, Origin, Through};
use xianban_domain::rules::{MatterCode, Rules};
use xianban_kernel::Moment;

use super::{rated, told};
use crate::files;
use crate::frame::{Photo, Stamp};

/// One line of the public timeline.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Entry {
    /// One character for the round mark.
    #[serde(skip)]
    pub mark: &'static str,
    /// `blue`, `green`, `gold`, `red`, `grey`.
    #[serde(skip)]
    pub tone: &'static str,
    /// What happened.
    pub title: String,
    /// Published words; may be empty.
    pub said: String,
    /// When.
    pub at: Stamp,
    /// Published photos.
    pub photos: Vec<Photo>,
}

/// Who reads a timeline: only the applicant himself is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The applicant.
    Applicant,
    /// A colleague.
    Staff,
}

impl Reader {
    /// What the applicant is called before this reader.
    pub(super) const fn you(self) -> &'static str {
        match self {
            Self::Applicant => "您",
            Self::Staff => "诉求人",
        }
    }
}

/// What everybody reads of one event; `None` for what stays inside.
pub(crate) fn entry(
    happened: &Happened,
    reader: Reader,
    rules: &Rules,
    now: Moment,
) -> Option<Entry> {
    let you = reader.you();
    let unit = happened.unit.as_deref().unwrap_or("平台");
    let said = || happened.words.clone().unwrap_or_default();
    let (mark, tone, title, said) = match &happened.event {
        Event::Submitted(event) if event.origin == Origin::OtherPlatform => {
            ("诉", "grey", "在其他平台提交了诉求".to_owned(), String::new())
        }
        Event::Imported(event) if event.reply.is_some() => {
            ("答", "green", "其他平台已经答复".to_owned(), String::new())
        }
        Event::Imported(_) => ("转", "blue", "从其他平台转到这里".to_owned(), String::new()),
        Event::Submitted(_) => ("诉", "grey", "提交了诉求".to_owned(), format!("已送到{unit}")),
        Event::Accepted(_) => ("接", "blue", format!("{unit}已接单"), String::new()),
        Event::Assessed(event) => {
            let matter = rules.matter(&event.matter).map(MatterCode::name);
            (
                "研",
                "blue",
                "完成研判".to_owned(),
                format!("{}，由{unit}主办。", matter.unwrap_or_default()),
            )
        }
        Event::Dispatched(_) => ("派", "blue", format!("{unit}协助办理"), String::new()),
        Event::Acknowledged(_) => ("签", "blue", format!("{unit}已签收"), String::new()),
        Event::Contacted(event) => contacted(event, you, unit, said()),
        Event::Released(_) => ("答", "green", "审核通过，已经答复".to_owned(), String::new()),
        Event::Verified(event) if event.solved => {
            ("核", "green", "现场核查，已经解决".to_owned(), String::new())
        }
        Event::Rated(event) => {
            let (title, said) = rated::told(happened, you, event, rules);
            ("评", "gold", title, said)
        }
        Event::Disowned(event) => {
            let (title, said) = rated::disowned(happened, you, event, rules);
            ("划", "amber", title, said)
        }
        Event::Reworked(_) => ("再", "amber", format!("再接单，由{unit}牵头"), said()),
        Event::Closed(_) => ("结", "grey", "到期没有评价，办结".to_owned(), String::new()),
        Event::Withdrawn(_) => ("撤", "grey", format!("{you}撤回了诉求"), said()),
        Event::Published(_) => {
            let of = happened.unit.as_deref().map(|unit| format!("{unit}的"));
            ("进", "blue", format!("{}办理进展", of.unwrap_or_default()), said())
        }
        Event::Urged(_) => ("催", "amber", format!("{you}催办了，{unit}看得到"), String::new()),
        Event::Called(event) if event.reached => {
            ("电", "blue", format!("工作人员打电话通知了{you}"), String::new())
        }
        Event::Supplemented(_) => ("补", "grey", format!("{you}补充了内容"), said()),
        _ => told::told(happened, you)?,
    };
    let at = Stamp::new(happened.at, now);
    Some(Entry { mark, tone, title, said, at, photos: shown(happened) })
}

/// What the applicant reads of a contact: of a message its words, of a call only that it comes.
fn contacted(
    event: &Contacted,
    you: &str,
    unit: &str,
    said: String,
) -> (&'static str, &'static str, String, String) {
    let (title, said) = match event.through {
        None => (format!("{unit}联系了{you}"), String::new()),
        Some(Through::Message) => (format!("{unit}给{you}留言"), said),
        Some(Through::Call) => (format!("{unit}请平台打电话联系{you}"), String::new()),
    };
    ("联", "blue", title, said)
}

/// What a resident sees of the photos that came with an event: his own.
fn shown(happened: &Happened) -> Vec<Photo> {
    match happened.event {
        Event::Supplemented(_) | Event::Reworked(_) => files::kept(&happened.files, "您补充的照片"),
        _ => Vec::new(),
    }
}

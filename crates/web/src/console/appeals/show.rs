use askama::Template;
use serde::Serialize;

use super::rows::Due;
use crate::frame::{Coded, Face, Frame, Link, Photo, Stamp, Status, Steps};

/// `/c/appeals/{no}`: one appeal with everything this person may see and do. Its block `timeline`
/// is the trace alone.
#[derive(Template, Serialize)]
#[template(path = "console/appeals/show.html", blocks = ["timeline"])]
pub struct AppealPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// The version a move must name.
    pub version: i64,
    /// Where it stands.
    pub status: Status,
    /// Further marks: 街道级, 再接单 第 2 轮, 重难点. Codes: `blue`, `amber`, `red`, `grey`.
    pub marks: Vec<Coded>,
    /// The five steps with times and notes.
    pub steps: Steps,
    /// The queue it was opened from, and its neighbours there.
    #[serde(skip)]
    pub trail: Trail,
    /// What this person may do now; the first is the main one.
    pub moves: Vec<Move>,
    /// The applicant's words.
    pub text: String,
    /// The applicant's photos.
    pub photos: Vec<Photo>,
    /// The place in words.
    pub place: String,
    /// The facts of the registration: label and value.
    pub facts: Vec<Fact>,
    /// Where the applicant's name and phone can be seen, with a reason; none without the right.
    pub unmask: Option<String>,
    /// The reply that waits for review or has been released.
    pub reply: Option<Reply>,
    /// The trace, newest first.
    pub timeline: Vec<Entry>,
    /// Where a note is sent; none when this person may not write one.
    pub note: Option<String>,
    /// The handling clock; none when nothing runs.
    pub clock: Option<Clock>,
    /// Who owes what by when.
    pub duties: Vec<Duty>,
    /// The orders, lead first.
    pub orders: Vec<Order>,
}

/// The way here and the neighbours in that list.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// The list.
    pub list: Option<Link>,
    /// The one before, for `K`.
    pub before: Option<String>,
    /// The one after, for `J`.
    pub after: Option<String>,
}

/// Something this person may do now.
#[derive(Clone, Debug, Serialize)]
pub struct Move {
    /// Its code, such as `dispatch`.
    pub code: &'static str,
    /// The words of the button.
    pub text: String,
    /// Its form.
    pub href: String,
    /// Whether it leaves the house or cannot be undone.
    pub grave: bool,
    /// A single key that opens it; empty for none.
    #[serde(skip)]
    pub hotkey: &'static str,
}

/// A label and its value.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// The label.
    pub text: &'static str,
    /// The value.
    pub value: String,
}

/// A reply to the applicant.
#[derive(Clone, Debug, Serialize)]
pub struct Reply {
    /// 答复草稿，待审核 / 已发给诉求人 / 拟不予受理.
    pub status: Coded,
    /// The reason of a refusal; may be empty.
    pub reason: String,
    /// The words.
    pub text: String,
    /// Who drafted it.
    pub by: String,
    /// When.
    pub at: Stamp,
    /// Evidence.
    pub photos: Vec<Photo>,
    /// Grade and words of the rating, once given.
    pub rating: Option<crate::resident::appeals::show::Rating>,
}

/// One line of the trace.
#[derive(Clone, Debug, Serialize)]
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
    fn seen_tone(&self) -> &'static str {
        match self.seen.as_ref().map(|seen| seen.code.as_str()) {
            Some("public") => "green",
            Some("waiting") => "amber",
            _ => "grey",
        }
    }
}

/// The handling clock.
#[derive(Clone, Debug, Serialize)]
pub struct Clock {
    /// Since when it runs.
    pub from: Stamp,
    /// When it ends, what remains, and the colour.
    pub due: Due,
    /// Share of the time used, 0 to 100.
    pub used: u8,
    /// The limit in words, such as 5 个工作日.
    pub limit: String,
    /// Whether it stands still now.
    pub paused: bool,
}

impl Clock {
    /// Length of the coloured arc on a ring of radius 50 (circumference 314).
    fn arc(&self) -> u32 {
        u32::from(self.used.min(100)) * 314 / 100
    }
}

/// Somebody owes something by a time.
#[derive(Clone, Debug, Serialize)]
pub struct Duty {
    /// What, such as 接单, 办理, 审核.
    pub kind: Coded,
    /// The unit.
    pub unit: String,
    /// The role, or the person named.
    pub who: String,
    /// By when.
    pub due: Due,
}

impl Duty {
    fn mark(&self) -> String {
        self.unit.chars().take(1).collect()
    }
}

/// A work order.
#[derive(Clone, Debug, Serialize)]
pub struct Order {
    /// The unit.
    pub unit: String,
    /// 主办 or 协办.
    pub part: Coded,
    /// Where it stands.
    pub status: Status,
    /// By when; none once done.
    pub due: Option<Due>,
}

impl Face for AppealPage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "timeline").then(|| self.as_timeline().render())
    }
}

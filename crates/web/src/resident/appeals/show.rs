use askama::Template;
use serde::Serialize;

use crate::frame::{Coded, Face, Frame, Photo, Stamp, Status, Steps};

/// One appeal, as its applicant follows it.
#[derive(Template, Serialize)]
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
    /// Who looked at the applicant's name or phone.
    pub views: Vec<View>,
}

/// The released reply, or refusal.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Whether it is a refusal.
    pub refused: bool,
    /// Why, when refused.
    pub reason: Option<Coded>,
    /// The right way instead, when refused; may be empty.
    pub channel: String,
    /// The words.
    pub text: String,
    /// Who handled it.
    pub unit: String,
    /// When it was released.
    pub at: Stamp,
    /// Photos of the result.
    pub photos: Vec<Photo>,
}

/// A rating already given.
#[derive(Clone, Debug, Serialize)]
pub struct Rating {
    /// 1 to 5.
    pub grade: u8,
    /// 非常满意 and so on.
    pub text: String,
    /// Whether it was solved, in words.
    pub solved: Coded,
    /// The applicant's words; may be empty.
    pub said: String,
}

/// One line of the public timeline.
#[derive(Clone, Debug, Serialize)]
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

/// Something the applicant may do.
#[derive(Clone, Debug, Serialize)]
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
            "withdraw" => "undo-2",
            _ => "refresh-cw",
        }
    }
}

/// Somebody looked at the applicant's name or phone.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// Unit and role, never a name.
    pub who: String,
    /// The reason given.
    pub why: String,
    /// When.
    pub at: Stamp,
}

impl Face for AppealPage {}

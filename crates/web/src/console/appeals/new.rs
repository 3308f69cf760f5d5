use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Choice, Face, Faults, Frame, Photo};
use crate::resident::ask::Picker;

/// `/c/new`: enter a call, a visit, a letter, or a community's own 执法诉求. Fields: `kind`,
/// `channel`, `category`, `text`, `name`, `phone`, `occurred_at`, `department` (执法诉求),
/// `photos`, `photo`, those of [`Picker`], `consent`, `csrf`, `key`; `step` as on the resident's
/// form.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/new.html")]
pub struct NewPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The kinds this person may enter.
    pub kinds: Vec<Choice>,
    /// How it came: by telephone, visit, letter, patrol.
    pub channels: Vec<Choice>,
    /// The categories.
    pub categories: Vec<Choice>,
    /// Departments an 执法诉求 may ask for; empty where the person may not enter one.
    pub departments: Vec<Choice>,
    /// The words.
    pub text: String,
    /// When it came, `2026-11-23T09:00`, China time.
    pub occurred_at: String,
    /// The applicant's name; may be empty.
    pub name: String,
    /// The applicant's phone.
    pub phone: String,
    /// Photos already kept.
    pub photos: Vec<Photo>,
    /// The place.
    pub picker: Picker,
    /// Whether the applicant agrees that it is shown to others, without name and number.
    pub consent: bool,
}

impl Face for NewPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

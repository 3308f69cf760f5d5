use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Picker;
use crate::frame::{Choice, Coded, Face, Faults, Frame, Photo};

/// `/ask/livelihood`, `/ask/business`: the form. Sent as multipart to its own address. Fields:
/// `category`, `title`, `text`, `photos` (files), `photo` (ids already kept), those of [`Picker`],
/// those of [`Contact`], `consent`, `csrf`, `key`. A button named `step` asks for the next rung of
/// the place (`place`), a higher rung (`place:ID`), or a code by SMS (`code`) and sends nothing.
#[derive(Template, Serialize)]
#[template(path = "resident/ask/file.html")]
pub struct FilePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which kind.
    pub kind: Coded,
    /// Where the form is sent.
    pub action: String,
    /// The categories to choose from.
    pub categories: Vec<Choice>,
    /// A title; may be empty.
    pub title: String,
    /// The words, at most 10,000 characters.
    pub text: String,
    /// What to write, in one line.
    pub hint: &'static str,
    /// Photos already kept.
    pub photos: Vec<Photo>,
    /// The place.
    pub picker: Picker,
    /// Who files.
    pub contact: Contact,
    /// Whether it may be shown to others, without name and number.
    pub consent: bool,
}

/// Who files. Fields: `phone`, `sms` (only for guests), `name`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contact {
    /// The masked phone of whoever is logged in; guests fill in the fields.
    pub known: Option<String>,
    /// As typed.
    pub phone: String,
    /// As typed; may be empty.
    pub name: String,
    /// Whether a code is on its way.
    pub code_sent: bool,
}

impl Face for FilePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

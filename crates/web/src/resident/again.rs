use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_kernel::Problem;

use crate::frame::{Face, Frame, problem};

/// A form that could not be saved just now, once more: what happened, what was typed, and a button.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/again.html")]
pub struct AgainPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    #[serde(skip)]
    status: StatusCode,
    /// The kind of problem in a few words.
    pub title: &'static str,
    /// What happened, and what to do.
    pub said: String,
    /// What was typed, and where it is sent.
    #[serde(skip)]
    pub typed: Typed,
}

/// A form as it was typed.
pub struct Typed {
    /// Where it is sent.
    pub action: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// Whether files came with it; they are gone.
    pub files: bool,
}

impl AgainPage {
    /// The page for what kept the form from being saved.
    pub fn new(frame: &Frame, found: &Problem, typed: Typed) -> Self {
        Self {
            frame: frame.clone(),
            status: problem::status(found),
            title: problem::title(found),
            said: found.said(),
            typed,
        }
    }

    /// What people wrote, to be read: their words, not the codes of choices.
    fn words(&self) -> impl Iterator<Item = &str> {
        let written = |value: &&str| !value.is_ascii() || value.contains(' ');
        self.typed.fields.iter().map(|(_, value)| value.as_str()).filter(written)
    }
}

impl Face for AgainPage {
    fn status(&self) -> StatusCode {
        self.status
    }
}

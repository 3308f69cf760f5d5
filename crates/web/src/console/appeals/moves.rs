use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Choice, Face, Faults, Frame, Photo};

/// `/c/appeals/{no}/{move}`: the form of one move, for every move alike; its fields come with it.
/// Always sent along: `csrf`, `key`, `version`. Its block `act` opens in place on the appeal's page.
#[derive(Template, Serialize)]
#[template(path = "console/appeals/moves.html", blocks = ["act"])]
pub struct MovePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub back: String,
    /// Where the form is sent.
    pub action: String,
    /// The version the form was opened on.
    pub version: i64,
    /// The move's code, such as `dispatch`.
    pub code: &'static str,
    /// The verb, as heading and on the button, such as 派单给城管.
    pub verb: String,
    /// Who gets what and what follows, in one sentence.
    pub effect: String,
    /// Whether it leaves the house or cannot be undone.
    pub grave: bool,
    /// What changed meanwhile, when somebody moved it first.
    pub stale: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// A field of a move's form.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// A line of help; may be empty.
    pub hint: String,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What kind of control it is, with what has been filled in.
    #[serde(flatten)]
    pub control: Control,
}

/// The kinds of control a move's form is made of.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "control")]
pub enum Control {
    /// One line of text.
    Line {
        /// As typed.
        value: String,
    },
    /// Several lines.
    Words {
        /// As typed.
        value: String,
        /// At most so many characters.
        limit: u32,
    },
    /// A day and time, `2026-11-25T18:00`, China time.
    Time {
        /// As typed.
        value: String,
    },
    /// One of a few, all in sight.
    One {
        /// The answers.
        choices: Vec<Choice>,
    },
    /// One of many.
    Pick {
        /// The answers.
        choices: Vec<Choice>,
    },
    /// Any of a few.
    Any {
        /// The answers.
        choices: Vec<Choice>,
    },
    /// Yes or not.
    Tick {
        /// Whether it is ticked.
        ticked: bool,
    },
    /// Photos, at most nine.
    Photos {
        /// Already kept.
        photos: Vec<Photo>,
    },
}

impl Field {
    /// A field that must be filled in.
    pub fn new(name: &'static str, label: impl Into<String>, control: Control) -> Self {
        Self { name, label: label.into(), hint: String::new(), optional: false, control }
    }

    /// With a line of help.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// That may stay empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

impl MovePage {
    fn has_photos(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.control, Control::Photos { .. }))
    }
}

impl Face for MovePage {
    fn status(&self) -> StatusCode {
        if self.stale.is_some() {
            StatusCode::CONFLICT
        } else if self.faults.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "act").then(|| self.as_act().render())
    }
}

//! What the forms of moves, and of units, places and people, are made of.

use serde::Serialize;

use crate::frame::{Choice, Documents, Photo};

/// What a line holds where no rule says otherwise.
const LINE_MOST: u32 = 200;

/// Choices under one heading.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Shelf {
    /// The heading.
    pub name: String,
    /// What lies under it.
    pub choices: Vec<Choice>,
}

/// A field of a form.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
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

/// The kinds of control a form is made of.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case", tag = "control")]
pub enum Control {
    /// One line of text.
    Line {
        /// As typed.
        value: String,
        /// At most so many characters.
        limit: u32,
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
    /// One of very many, found by typing; the first shelf holds what fits best.
    Search {
        /// Where the form is got again, with `find` filled in.
        at: String,
        /// What was typed to find it.
        typed: String,
        /// What came of it, for a person; empty when nothing was typed.
        said: String,
        /// The answers under their headings.
        shelves: Vec<Shelf>,
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
    /// Photos, at most nine, and documents.
    Photos {
        /// Already kept.
        photos: Vec<Photo>,
        /// How many documents may come.
        documents: Option<Documents>,
    },
}

impl Field {
    /// A field that must be filled in.
    pub fn new(name: &'static str, label: impl Into<String>, control: Control) -> Self {
        Self { name, label: label.into(), hint: String::new(), optional: false, control }
    }

    /// One line of text, of [`LINE_MOST`] characters at most.
    pub fn line(name: &'static str, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::new(name, label, Control::Line { value: value.into(), limit: LINE_MOST })
    }

    /// A line that may hold no more than this.
    #[must_use]
    pub fn at_most(mut self, most: usize) -> Self {
        if let Control::Line { limit, .. } = &mut self.control {
            *limit = u32::try_from(most).unwrap_or(u32::MAX);
        }
        self
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

//! How it came in, and what its applicant did with it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, PlaceId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::state::Origin;
use crate::dossier::Kept;
use crate::organisation::AtUnit;
use crate::rules::{AppealKind, Lane};

/// It was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// Its number.
    pub no: String,
    /// Keyed hash of the query code, in hexadecimal.
    pub query: String,
    /// Which of the three kinds.
    pub kind: AppealKind,
    /// From whom it came.
    pub origin: Origin,
    /// The version of the rules it started under.
    pub rules: i64,
    /// Who asks; `None` when nobody did (patrol, proactive).
    pub applicant: Option<String>,
    /// Where, when known.
    pub place: Option<PlaceId>,
    /// Who received it.
    pub receiver: AtUnit,
    /// The platform office, which reviews and asks afterwards.
    pub office: AtUnit,
    /// The tile chosen on the form.
    pub tile: Option<String>,
    /// The lane it starts in.
    pub lane: Lane,
    /// Whether the applicant lets the matter be shown to the public.
    pub public: bool,
    /// Whether the applicant is a minor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub minor: bool,
    /// First words, for lists.
    pub title: Kept,
    /// All words.
    pub text: Kept,
    /// Where, in the applicant's words.
    pub where_said: Option<Kept>,
    /// How to reach the applicant: name and phone as JSON.
    pub contact: Option<Kept>,
    /// The appeal it was split from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<DossierId>,
    /// What another city's tool said besides, as JSON: see [`crate::appeals::Beside`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Kept>,
}

impl Happening for Submitted {
    const SORT: Sort =
        Sort { kind: "submitted.1", only_adds: false, undoable: false, files: Enclosed::Own };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.receiver)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// It was brought in from another platform, closed when it was replied to there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The other platform, by its code.
    pub source: String,
    /// The appeal's identifier there.
    pub external: Kept,
    /// The reply that went out there.
    pub reply: Option<Kept>,
}

impl Happening for Imported {
    const SORT: Sort =
        Sort { kind: "imported.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        self.reply.as_ref()
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The receiving unit took it on (接单).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The place as settled.
    pub place: Option<PlaceId>,
    /// The unit to which it now belongs.
    pub receiver: AtUnit,
    /// The unit that assesses it, when that is another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assessor: Option<AtUnit>,
}

impl Happening for Accepted {
    const SORT: Sort =
        Sort { kind: "accepted.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.receiver)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The applicant took it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why.
    pub words: Kept,
}

impl Happening for Withdrawn {
    const SORT: Sort =
        Sort { kind: "withdrawn.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The applicant added words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplemented {
    /// What was added.
    pub words: Kept,
}

impl Happening for Supplemented {
    const SORT: Sort =
        Sort { kind: "supplemented.1", only_adds: true, undoable: false, files: Enclosed::Own };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// What the other platform is called: 1 to 32 small letters, digits, dots, dashes and underscores.
/// With a row's identifier it tells which rows are already here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

impl FromStr for Source {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if (1..=32).contains(&text.len()) && text.chars().all(known) {
            return Ok(Self(text.to_owned()));
        }
        Err("a source has 1 to 32 small letters, digits, dots, dashes and underscores")
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! The reply and what goes before it.

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use super::study::About;
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::state::Proposed;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A reply or refusal was written and waits for review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedWords {
    /// What it is.
    pub what: Proposed,
    /// Of a refusal: the reason's code.
    pub reason: Option<String>,
    /// The words that would go out.
    pub words: Kept,
    /// Of an answer at once: what it is about, which no assessment settles before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// Of a result: by when the handling was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
}

impl Happening for ProposedWords {
    const SORT: Sort =
        Sort { kind: "proposed.1", only_adds: false, undoable: true, files: Enclosed::Reply };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
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

/// Review let it go out (审核).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Until when the applicant may rate; for a refusal, until when he may object.
    pub until: Moment,
    /// Who asks the applicant how it went, drawn by lot from outside the handling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<StaffId>,
}

impl Happening for Released {
    const SORT: Sort =
        Sort { kind: "released.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Reviewed)
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        Some(appeal.office)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// Review returned it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// What has to be changed.
    pub words: Kept,
}

impl Happening for SentBack {
    const SORT: Sort =
        Sort { kind: "sent_back.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Reviewed)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        Some(appeal.office)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// Somebody outside the handling looked on site (核查).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Whether it is solved.
    pub solved: bool,
    /// What was seen.
    pub words: Kept,
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

impl Happening for Verified {
    const SORT: Sort =
        Sort { kind: "verified.1", only_adds: false, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        Some(appeal.office)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// Somebody wrote an internal note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// What was written.
    pub words: Kept,
    /// From which unit; unknown of older notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<AtUnit>,
    /// Whether it was written beside the handling, and so bars nobody from reviewing; older notes
    /// all count as handling.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
}

impl Happening for Noted {
    const SORT: Sort =
        Sort { kind: "noted.1", only_adds: true, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        (!self.beside).then_some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        self.unit
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// What somebody wrote was put before the applicant by another person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Place in the trail of what was written.
    pub note: i64,
}

impl Happening for Published {
    const SORT: Sort =
        Sort { kind: "published.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

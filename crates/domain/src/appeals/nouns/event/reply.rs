//! What happens beside an appeal's way: urging, publishing, cards, looks at the applicant's identity,
//! notices that did not arrive and the calls made instead.

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::study::About;
use crate::appeals::nouns::state::Proposed;
use crate::organisation::AtUnit;
use crate::trail::Kept;

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

/// What somebody wrote was put before the applicant by another person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Place in the trail of what was written.
    pub note: i64,
}

/// See [`Event::Proposed`].
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
}

/// See [`Event::Released`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Until when the applicant may rate; for a refusal, until when he may object.
    pub until: Moment,
    /// Who asks the applicant how it went, drawn by lot from outside the handling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<StaffId>,
}

/// See [`Event::Verified`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Whether it is solved.
    pub solved: bool,
    /// What was seen.
    pub words: Kept,
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

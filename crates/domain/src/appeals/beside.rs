//! What happens beside an appeal's way: urging, publishing, cards, looks at the applicant's identity,
//! notices that did not arrive and the calls made instead.

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, Role};

use super::event::AtUnit;
use crate::rules::NoticeKind;
use crate::trail::Kept;

/// The applicant urged those who owe the next step (催办).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urged {
    /// The unit that owed the next step then.
    pub to: AtUnit,
}

/// Staff saw the applicant's name and phone in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentitySeen {
    /// From which unit.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// Why, in the viewer's words; the applicant reads them.
    pub reason: Kept,
}

/// A notice could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// Which one.
    pub notice: NoticeKind,
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

/// The applicant was rung up because a notice did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Whether he was reached.
    pub reached: bool,
    /// What was said, or what was tried.
    pub words: Kept,
    /// Whether another call is owed; settled by the rules the appeal started under.
    pub again: bool,
}

/// How often an appeal was urged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Urges {
    /// How many times.
    pub count: i64,
    /// The last time.
    pub last: Option<Moment>,
}

/// A call owed to an applicant whom a notice did not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calling {
    /// Since when it is owed: the failure, or the last call that reached nobody.
    pub since: Moment,
    /// Calls made in vain so far.
    pub tries: i64,
}

/// What somebody wrote was put before the applicant by another person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Place in the trail of what was written.
    pub note: i64,
}

/// A duty's yellow or red moment passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carded {
    /// Which duty, by its place in the appeal.
    pub duty: String,
    /// Yellow (near due) or red (overdue).
    pub colour: Colour,
    /// When the duty was due.
    pub due: Moment,
}

/// A warning colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Near due.
    Yellow,
    /// Overdue.
    Red,
}

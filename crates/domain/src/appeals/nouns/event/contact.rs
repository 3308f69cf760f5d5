//! The applicant spoken to, rung up, looked at.

use crate::appeals::nouns::words::NoticeKind;
use serde::{Deserialize, Serialize};
use xianban_kernel::Role;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::coded::coded;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// The applicant was spoken to (先行联系).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacted {
    /// Number of the lead order within the appeal.
    pub order: i64,
    /// What was said, or is to be said.
    pub words: Kept,
    /// Through whom; `None` when the unit spoke to the applicant itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Through>,
}

impl Happening for Contacted {
    const SORT: Sort =
        Sort { kind: "contacted.1", only_adds: true, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        appeal.of_order(self.order)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
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

impl Happening for IdentitySeen {
    const SORT: Sort =
        Sort { kind: "identity_seen.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.reason)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.unit)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A notice could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// Which one.
    pub notice: NoticeKind,
}

impl Happening for Undelivered {
    const SORT: Sort =
        Sort { kind: "undelivered.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

impl Happening for Called {
    const SORT: Sort =
        Sort { kind: "called.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

coded! {
    /// How the platform brings a unit's words to an applicant whose number the unit never sees.
    Through {
        /// He reads them on his page; a short message tells him so.
        Message = "message",
        /// The platform's caller rings him up.
        Call = "call",
    }
}

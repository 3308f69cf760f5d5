//! Task slips.

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;
use crate::rules::Evidence;

/// A task slip was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipIssued {
    /// The order it belongs to.
    pub order: i64,
    /// Who does it.
    pub to: AtUnit,
    /// The person named there, if one is.
    pub person: Option<StaffId>,
    /// What is to be done.
    pub goal: Kept,
    /// By when.
    pub limit: Moment,
    /// What has to be shown.
    pub evidence: Evidence,
}

impl Happening for SlipIssued {
    const SORT: Sort =
        Sort { kind: "slip_issued.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.goal)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.to)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A task slip by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipTaken {
    /// The slip.
    pub slip: i64,
}

impl Happening for SlipTaken {
    const SORT: Sort =
        Sort { kind: "slip_taken.1", only_adds: true, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
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

/// A task was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipFinished {
    /// The slip.
    pub slip: i64,
    /// What was done.
    pub words: Kept,
}

impl Happening for SlipFinished {
    const SORT: Sort =
        Sort { kind: "slip_finished.1", only_adds: true, undoable: false, files: Enclosed::Inside };

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

/// Somebody else looked at what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipChecked {
    /// The slip.
    pub slip: i64,
    /// Whether it is good; else it is done again.
    pub good: bool,
    /// By when it is done again.
    pub limit: Option<Moment>,
    /// What was seen.
    pub words: Option<Kept>,
}

impl Happening for SlipChecked {
    const SORT: Sort =
        Sort { kind: "slip_checked.1", only_adds: false, undoable: true, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        self.words.as_ref()
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A task slip was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipEnded {
    /// The slip.
    pub slip: i64,
    /// Why.
    pub words: Kept,
}

impl Happening for SlipEnded {
    const SORT: Sort =
        Sort { kind: "slip_ended.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

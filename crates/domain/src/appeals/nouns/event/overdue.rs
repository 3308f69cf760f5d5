//! What is owed too long, and by nobody.

use crate::appeals::nouns::words::DutyKind;
use serde::{Deserialize, Serialize};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::card::Carded;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// The applicant urged those who owe the next step (催办).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urged {
    /// The unit that owed the next step then.
    pub to: AtUnit,
}

impl Happening for Urged {
    const SORT: Sort =
        Sort { kind: "urged.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.to)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

impl Happening for Carded {
    const SORT: Sort =
        Sort { kind: "carded.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

/// Nobody who may review or ask is left: everybody in the role had a hand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolEmpty {
    /// What nobody may do.
    pub duty: DutyKind,
}

impl Happening for PoolEmpty {
    const SORT: Sort =
        Sort { kind: "pool_empty.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

/// A duty stayed overdue, and the next superior is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// The overdue duty, by its key.
    pub duty: String,
    /// The superior.
    pub to: AtUnit,
}

impl Happening for Escalated {
    const SORT: Sort =
        Sort { kind: "escalated.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.to)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A superior looked into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// The escalation.
    pub escalation: i64,
    /// What was ordered.
    pub words: Kept,
}

impl Happening for Attended {
    const SORT: Sort =
        Sort { kind: "attended.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

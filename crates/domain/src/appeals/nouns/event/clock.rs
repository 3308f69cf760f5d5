//! Standing clocks and later rules.

use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A look at the hold list: it stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldKept {
    /// When it is looked at next.
    pub review_on: Moment,
    /// What was seen.
    pub words: Kept,
}

impl Happening for HoldKept {
    const SORT: Sort =
        Sort { kind: "hold_kept.1", only_adds: false, undoable: false, files: Enclosed::Never };

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

/// Taken off the hold list (销账): work goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldCleared {
    /// What came about.
    pub words: Kept,
}

impl Happening for HoldCleared {
    const SORT: Sort =
        Sort { kind: "hold_cleared.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// The handling clock stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// The reason's code.
    pub reason: String,
    /// Until when at most.
    pub until: Moment,
    /// What is waited for.
    pub words: Kept,
}

impl Happening for Paused {
    const SORT: Sort =
        Sort { kind: "paused.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// The handling clock runs again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// What came about.
    pub words: Option<Kept>,
}

impl Happening for Resumed {
    const SORT: Sort =
        Sort { kind: "resumed.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// A running matter took over what later rules say running matters take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesChanged {
    /// The version of the rules that said so.
    pub version: i64,
    /// When something became due sooner by it: nothing does before this, four working hours from
    /// then.
    pub not_before: Option<Moment>,
    /// Whether anything owed on it became due at another time.
    #[serde(default)]
    pub moved: bool,
}

impl Happening for RulesChanged {
    const SORT: Sort =
        Sort { kind: "rules_changed.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

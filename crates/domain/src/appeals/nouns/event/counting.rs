//! What is left out of the rates, and taken in again (计数异议).

use serde::{Deserialize, Serialize};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::casework::counting::{CountReason, Counting};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A unit objects to how it is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountObjected {
    /// How it should be counted.
    pub wanted: Counting,
    /// Why.
    pub reason: CountReason,
    /// The unit whose rates it is about.
    pub unit: AtUnit,
    /// Why, in words.
    pub words: Kept,
}

impl Happening for CountObjected {
    const SORT: Sort = Sort {
        kind: "count_objected.1",
        only_adds: true,
        undoable: false,
        files: Enclosed::Inside,
    };

    // Nothing is handled by it: who is kept from ruling is said by the objection itself.
    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.unit)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// Somebody without a part in it ruled on the objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRuled {
    /// The objection.
    pub objection: i64,
    /// How it was to be counted.
    pub wanted: Counting,
    /// Whether it is counted so from now on.
    pub granted: bool,
    /// Why.
    pub words: Kept,
}

impl Happening for CountRuled {
    const SORT: Sort =
        Sort { kind: "count_ruled.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

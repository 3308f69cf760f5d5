//! Lists it is on, and readers without a part in it.

use serde::{Deserialize, Serialize};

use xianban_kernel::Moment;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::casework::meetings::Why;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// Put on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Which list.
    pub why: Why,
    /// By when it is to be settled, where that was said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Moment>,
    /// The unit that put it there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<AtUnit>,
    /// Why.
    pub words: Kept,
}

impl Happening for Listed {
    const SORT: Sort =
        Sort { kind: "listed.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// Taken off a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted {
    /// Which list.
    pub why: Why,
    /// Why.
    pub words: Kept,
}

impl Happening for Unlisted {
    const SORT: Sort =
        Sort { kind: "unlisted.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// A unit without a part may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The unit.
    pub unit: AtUnit,
    /// What for.
    pub words: Kept,
}

impl Happening for Shared {
    const SORT: Sort =
        Sort { kind: "shared.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

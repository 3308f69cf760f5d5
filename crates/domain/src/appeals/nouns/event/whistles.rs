//! Orders that a whistle owns.

use serde::{Deserialize, Serialize};
use xianban_kernel::DossierId;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::casework::whistles::WhistleEnd;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A whistle was blown over it: a unit helps, and what it owes it owes the whistle (吹哨).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whistled {
    /// The whistle's dossier.
    pub whistle: DossierId,
    /// The unit that is called.
    pub unit: AtUnit,
    /// What is asked of it.
    pub words: Kept,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
}

impl Happening for Whistled {
    const SORT: Sort =
        Sort { kind: "whistled.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.unit)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Overridden, self.overridden.as_ref().map(Value::Words))]
    }
}

/// What the whistle brought about for an order it owns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhistleEnded {
    /// The order.
    pub order: i64,
    /// What came of it.
    pub end: WhistleEnd,
    /// In words, where there are any.
    pub words: Option<Kept>,
}

impl Happening for WhistleEnded {
    const SORT: Sort =
        Sort { kind: "whistle_ended.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        self.words.as_ref()
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        appeal.of_order(self.order)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

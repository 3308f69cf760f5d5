//! Orders given back, and units that may not lead.

use serde::{Deserialize, Serialize};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A unit says an order is not its duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The order.
    pub order: i64,
    /// The reason's code.
    pub reason: String,
    /// Why, in words.
    pub words: Kept,
    /// The unit it names instead.
    pub suggested: Option<AtUnit>,
    /// Who rules.
    pub ruler: AtUnit,
}

impl Happening for Returned {
    const SORT: Sort =
        Sort { kind: "returned.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.ruler)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Suggested, self.suggested.map(Value::Unit))]
    }
}

/// The level above decided (裁定); final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// The dispute.
    pub dispute: i64,
    /// The unit that has it from now on; `None` when it stays.
    pub to: Option<AtUnit>,
    /// Why.
    pub words: Kept,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
}

impl Happening for Ruled {
    const SORT: Sort =
        Sort { kind: "ruled.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        self.to
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Overridden, self.overridden.as_ref().map(Value::Words))]
    }
}

/// A unit turned out to be the one complained of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recused {
    /// The unit.
    pub unit: AtUnit,
    /// Who leads instead; needed when it led.
    pub lead: Option<AtUnit>,
    /// Why.
    pub words: Kept,
    /// Why the duty list was overridden for the new lead, when it was.
    pub overridden: Option<Kept>,
}

impl Happening for Recused {
    const SORT: Sort =
        Sort { kind: "recused.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

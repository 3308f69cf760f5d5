//! Orders to units.

use serde::{Deserialize, Serialize};
use xianban_kernel::{StaffId, UnitId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// One more unit helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatched {
    /// The unit that helps.
    pub unit: AtUnit,
    /// What is asked of it.
    pub words: Kept,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
}

impl Happening for Dispatched {
    const SORT: Sort =
        Sort { kind: "dispatched.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// An order by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// Number of the order within the appeal, from 1.
    pub order: i64,
}

impl Happening for Acknowledged {
    const SORT: Sort =
        Sort { kind: "acknowledged.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        appeal.of_order(self.order)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// Words on an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// Number of the order within the appeal, from 1.
    pub order: i64,
    /// What was written.
    pub words: Kept,
}

impl Happening for Reported {
    const SORT: Sort =
        Sort { kind: "reported.1", only_adds: true, undoable: false, files: Enclosed::Inside };

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

/// An order was given to another unit (改派).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reassigned {
    /// The order.
    pub order: i64,
    /// The unit that has it from now on.
    pub to: AtUnit,
    /// Why.
    pub words: Kept,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
}

impl Happening for Reassigned {
    const SORT: Sort =
        Sort { kind: "reassigned.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.to)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Overridden, self.overridden.as_ref().map(Value::Words))]
    }
}

/// An order was given to a colleague inside its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The order.
    pub order: i64,
    /// The colleague; `None` gives it back to all who hold the role.
    pub person: Option<StaffId>,
}

impl Happening for Assigned {
    const SORT: Sort =
        Sort { kind: "assigned.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// A body outside the district's units is asked, through a unit that keeps the contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referred {
    /// The unit that keeps the contact and owes the report.
    pub liaison: AtUnit,
    /// The body.
    pub body: Kept,
    /// What is asked of it.
    pub words: Kept,
}

impl Happening for Referred {
    const SORT: Sort =
        Sort { kind: "referred.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.liaison)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Body, Some(Value::Words(&self.body)))]
    }
}

/// A unit was abolished or merged: what it owed, its successor owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// The unit that is no more.
    pub from: UnitId,
    /// Its successor, of the same kind.
    pub to: AtUnit,
}

impl Happening for HandedOver {
    const SORT: Sort =
        Sort { kind: "handed_over.1", only_adds: false, undoable: false, files: Enclosed::Never };

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

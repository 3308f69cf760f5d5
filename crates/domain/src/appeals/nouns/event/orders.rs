use serde::{Deserialize, Serialize};
use xianban_kernel::{StaffId, UnitId};

use crate::organisation::AtUnit;
use crate::trail::Kept;

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

/// An order was given to a colleague inside its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The order.
    pub order: i64,
    /// The colleague; `None` gives it back to all who hold the role.
    pub person: Option<StaffId>,
}

/// A unit was abolished or merged: what it owed, its successor owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// The unit that is no more.
    pub from: UnitId,
    /// Its successor, of the same kind.
    pub to: AtUnit,
}

/// See [`Event::Dispatched`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatched {
    /// The unit that helps.
    pub unit: AtUnit,
    /// What is asked of it.
    pub words: Kept,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
}

/// An order by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfOrder {
    /// Number of the order within the appeal, from 1.
    pub order: i64,
}

/// Words on an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderWords {
    /// Number of the order within the appeal, from 1.
    pub order: i64,
    /// What was written.
    pub words: Kept,
}

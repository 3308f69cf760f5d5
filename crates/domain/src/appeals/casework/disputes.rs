use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId, UnitId};

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::super::order::{Part, Progress};
use super::following;
use crate::trail::Kept;

/// An order that its unit returned (退单): the level above rules, and work goes on meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The order.
    pub order: i64,
    /// The unit that returned it.
    pub unit: UnitId,
    /// Who did, as the trail marks people: he does not rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// The reason's code.
    pub reason: String,
    /// What it wrote, in the vault.
    pub words: i64,
    /// The unit it names instead.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub suggested: Option<AtUnit>,
    /// Who rules.
    pub ruler: AtUnit,
    /// Since when it waits.
    pub since: Moment,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ruling: Option<Ruling>,
}

/// How a dispute ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Ruling {
    /// The unit keeps it.
    Stays {
        /// When.
        at: Moment,
    },
    /// Another unit has it.
    Moves {
        /// When.
        at: Moment,
        /// Which.
        to: AtUnit,
    },
    /// The order ended before anybody ruled.
    Lapsed,
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

impl Appeal {
    /// The dispute over an order that waits for a ruling.
    pub fn dispute(&self, order: i64) -> Option<&Dispute> {
        let open = |dispute: &&Dispute| dispute.order == order && dispute.ruling.is_none();
        self.casework.disputes.iter().find(open)
    }

    /// How often it went from unit to unit or was sent back (退单次数).
    pub fn returns(&self) -> usize {
        self.casework.disputes.len()
    }

    /// Whether a unit may still return an order: once in an appeal, and after a ruling only when
    /// there are new facts.
    pub fn may_return(&self, unit: UnitId) -> bool {
        let disputes = &self.casework.disputes;
        let ruled = disputes.iter().filter_map(|dispute| match dispute.ruling? {
            Ruling::Stays { at } | Ruling::Moves { at, .. } => Some(at),
            Ruling::Lapsed => None,
        });
        let fresh = ruled.max().is_none_or(|at| self.casework.new_facts > Some(at));
        fresh && !disputes.iter().any(|dispute| dispute.unit == unit)
    }

    pub(super) fn give_back(&mut self, now: Moment, by: &str, event: &Returned) -> Option<()> {
        let order = self.live_order(event.order)?.clone();
        if !self.may_return(order.unit.unit) || self.dispute(order.n).is_some() {
            return None;
        }
        self.casework.disputes.push(Dispute {
            n: following(&self.casework.disputes),
            order: order.n,
            unit: order.unit.unit,
            by: Some(by.to_owned()),
            reason: event.reason.clone(),
            words: event.words.vault,
            suggested: event.suggested,
            ruler: event.ruler,
            since: now,
            ruling: None,
        });
        Some(())
    }

    pub(super) fn rule(&mut self, now: Moment, event: &Ruled) -> Option<()> {
        let dispute = super::at(&mut self.casework.disputes, event.dispute)?;
        if dispute.ruling.is_some() {
            return None;
        }
        let order = dispute.order;
        dispute.ruling = Some(match event.to {
            None => Ruling::Stays { at: now },
            Some(to) => Ruling::Moves { at: now, to },
        });
        event.to.map_or(Some(()), |to| self.move_order(now, order, to))
    }

    pub(super) fn reassign(&mut self, now: Moment, event: &Reassigned) -> Option<()> {
        if self.dispute(event.order).is_some() {
            return None;
        }
        self.move_order(now, event.order, event.to)
    }

    /// A live order goes to another unit; there it begins anew.
    pub(super) fn move_order(&mut self, now: Moment, n: i64, to: AtUnit) -> Option<()> {
        let order = self.live_order(n)?;
        let part = order.part;
        if order.unit.unit == to.unit {
            return None;
        }
        order.progress = Progress::Ended;
        if part == Part::Lead && !self.may_lead(to) {
            return None;
        }
        self.end_slips(|slip| slip.order == n);
        self.casework.named.remove(&n);
        if part == Part::Lead {
            self.lapse_asks_at_work();
        }
        self.send(now, to, part);
        Some(())
    }

    pub(super) fn refer(&mut self, now: Moment, event: &Referred) {
        self.send(now, event.liaison, Part::Assist);
        if let Some(order) = self.orders.last() {
            self.casework.bodies.insert(order.n, event.body.vault);
        }
    }

    pub(super) fn assign(&mut self, event: &Assigned) -> Option<()> {
        let order = self.live_order(event.order)?.n;
        match event.person {
            Some(person) => self.casework.named.insert(order, person),
            None => self.casework.named.remove(&order),
        };
        Some(())
    }
}

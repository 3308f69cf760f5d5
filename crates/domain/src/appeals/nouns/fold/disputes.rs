use xianban_kernel::{Moment, UnitId};

use super::numbered::{self, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::disputes::{Dispute, Ruling};
use crate::appeals::nouns::event::{Assigned, Reassigned, Referred, Returned, Ruled};
use crate::appeals::nouns::order::{Part, Progress};
use crate::organisation::AtUnit;

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

    pub(crate) fn give_back(&mut self, now: Moment, by: &str, event: &Returned) -> Option<()> {
        let order = self.live_order(event.order)?.clone();
        if !self.may_return(order.unit.unit) || self.dispute(order.n).is_some() {
            return None;
        }
        self.casework.disputes.push(Dispute {
            n: following(&self.casework.disputes, self.casework.used.disputes),
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

    pub(crate) fn rule(&mut self, now: Moment, event: &Ruled) -> Option<()> {
        let dispute = numbered::at(&mut self.casework.disputes, event.dispute)?;
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

    pub(crate) fn reassign(&mut self, now: Moment, event: &Reassigned) -> Option<()> {
        if self.dispute(event.order).is_some() {
            return None;
        }
        self.move_order(now, event.order, event.to)
    }

    /// A live order goes to another unit; there it begins anew.
    pub(crate) fn move_order(&mut self, now: Moment, n: i64, to: AtUnit) -> Option<()> {
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

    pub(crate) fn refer(&mut self, now: Moment, event: &Referred) {
        self.send(now, event.liaison, Part::Assist);
        if let Some(order) = self.orders.last() {
            self.casework.bodies.insert(order.n, event.body.vault);
        }
    }

    pub(crate) fn assign(&mut self, event: &Assigned) -> Option<()> {
        let order = self.live_order(event.order)?.n;
        match event.person {
            Some(person) => self.casework.named.insert(order, person),
            None => self.casework.named.remove(&order),
        };
        Some(())
    }
}

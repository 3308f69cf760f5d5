use xianban_kernel::{Moment, UnitId};

use super::numbered::{self, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::disputes::{Dispute, Ruling};
use crate::appeals::nouns::event::{Assigned, Folds, Reassigned, Referred, Returned, Ruled, While};
use crate::appeals::nouns::order::{Part, Progress};
use crate::appeals::nouns::state::Standing;
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
        let once = !disputes.iter().any(|dispute| dispute.unit == unit);
        fresh && once && !self.was_ruled_by_whistle(unit)
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
}

impl Folds for Returned {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let order = appeal.live_order(self.order)?.clone();
        if !appeal.may_return(order.unit.unit) || appeal.dispute(order.n).is_some() {
            return None;
        }
        appeal.casework.disputes.push(Dispute {
            n: following(&appeal.casework.disputes, appeal.casework.used.disputes),
            order: order.n,
            unit: order.unit.unit,
            by: Some(by.to_owned()),
            reason: self.reason.clone(),
            words: self.words.vault,
            suggested: self.suggested,
            ruler: self.ruler,
            since: now,
            ruling: None,
        });
        Some(())
    }
}

impl Folds for Ruled {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let dispute = numbered::at(&mut appeal.casework.disputes, self.dispute)?;
        if dispute.ruling.is_some() {
            return None;
        }
        let order = dispute.order;
        dispute.ruling = Some(match self.to {
            None => Ruling::Stays { at: now },
            Some(to) => Ruling::Moves { at: now, to },
        });
        self.to.map_or(Some(()), |to| appeal.move_order(now, order, to))
    }
}

impl Folds for Reassigned {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if appeal.dispute(self.order).is_some() {
            return None;
        }
        appeal.move_order(now, self.order, self.to)
    }
}

impl Folds for Referred {
    const WHILE: While = While::In(&[Standing::Planning, Standing::Handling]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.send(now, self.liaison, Part::Assist);
        if let Some(order) = appeal.orders.last() {
            appeal.casework.bodies.insert(order.n, self.body.vault);
        }
        Some(())
    }
}

impl Folds for Assigned {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let order = appeal.live_order(self.order)?.n;
        match self.person {
            Some(person) => appeal.casework.named.insert(order, person),
            None => appeal.casework.named.remove(&order),
        };
        Some(())
    }
}

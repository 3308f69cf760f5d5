use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::event::{Folds, HandedOver, While};
use crate::appeals::nouns::order::{Order, Part, Progress};
use crate::organisation::AtUnit;

impl Appeal {
    /// A unit holds one live order at most: the lead one outlasts an assisting one.
    fn follow_orders(&mut self, event: &HandedOver) {
        let held = |order: &Order| order.is_live() && order.unit.unit == event.to.unit;
        let theirs = self.orders.iter().find(|order| held(order)).map(|order| order.n);
        let own = |order: &&mut Order| order.is_live() && order.unit.unit == event.from;
        let mut ended = Vec::new();
        for order in self.orders.iter_mut().filter(own) {
            match (theirs, order.part) {
                (Some(_), Part::Assist) => ended.push(order.n),
                (Some(theirs), Part::Lead) => {
                    order.unit = event.to;
                    ended.push(theirs);
                }
                (None, _) => order.unit = event.to,
            }
        }
        for order in self.orders.iter_mut().filter(|order| ended.contains(&order.n)) {
            order.progress = Progress::Ended;
        }
        self.end_slips(|slip| ended.contains(&slip.order));
        // Whoever sent a slip looks at it also when his order has ended: that is his successor now.
        let slips = self.casework.slips.iter().filter(|slip| slip.is_live());
        let sent: Vec<_> = slips.map(|slip| slip.order).collect();
        let own = |order: &&mut Order| order.unit.unit == event.from && sent.contains(&order.n);
        self.orders.iter_mut().filter(own).for_each(|order| order.unit = event.to);
    }
}

impl Folds for HandedOver {
    const WHILE: While = While::Open;

    // What is open goes on at the successor, as far as it was; what is over stays as it was. The
    // platform office is never abolished.
    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let follow = |unit: &mut AtUnit| {
            if unit.unit == self.from {
                *unit = self.to;
            }
        };
        [&mut appeal.receiver, &mut appeal.assessor].into_iter().for_each(follow);
        appeal.follow_orders(self);
        let casework = &mut appeal.casework;
        casework.assessment.against.iter_mut().for_each(follow);
        for ask in casework.asks.iter_mut().filter(|ask| ask.outcome.is_none()) {
            follow(&mut ask.approver);
        }
        for dispute in casework.disputes.iter_mut().filter(|one| one.ruling.is_none()) {
            follow(&mut dispute.ruler);
            dispute.suggested.iter_mut().for_each(follow);
        }
        for slip in casework.slips.iter_mut().filter(|slip| slip.is_live()) {
            follow(&mut slip.to);
        }
        for escalation in casework.escalations.iter_mut().filter(|one| !one.attended) {
            follow(&mut escalation.to);
        }
        for consult in casework.consults.iter_mut().filter(|consult| !consult.ended) {
            follow(&mut consult.by);
        }
        for visit in casework.visits.iter_mut().filter(|visit| !visit.done) {
            follow(&mut visit.by);
        }
        casework.listings.iter_mut().filter_map(|one| one.by.as_mut()).for_each(follow);
        casework.special.iter_mut().for_each(|special| follow(&mut special.at));
        casework.shares.iter_mut().for_each(follow);
        // A unit that returned an order once may not return it again under another name.
        for dispute in casework.disputes.iter_mut().filter(|one| one.unit == self.from) {
            dispute.unit = self.to.unit;
        }
        Some(())
    }
}

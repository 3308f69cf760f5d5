use xianban_kernel::Moment;

use super::numbered::following;
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::{Ask, Outcome};
use crate::appeals::nouns::casework::disputes::Ruling;
use crate::appeals::nouns::casework::slips::Slip;
use crate::appeals::nouns::event::{Acknowledged, Dispatched, Folds, Reported, While};
use crate::appeals::nouns::order::{Order, Part, Progress};
use crate::appeals::nouns::state::Standing;
use crate::organisation::AtUnit;

impl Appeal {
    /// Whether nothing is left to do but the reply: assisting orders, slips and disputes are over.
    pub fn is_worked_off(&self) -> bool {
        let assisted = self.orders.iter().all(|order| order.part == Part::Lead || !order.is_live());
        let disputed = self.casework.disputes.iter().any(|dispute| dispute.ruling.is_none());
        assisted && !disputed && !self.casework.slips.iter().any(Slip::is_live)
    }

    pub(crate) fn send(&mut self, at: Moment, unit: AtUnit, part: Part) {
        let n = following(&self.orders, self.casework.used.orders);
        let (round, progress) = (self.round, Progress::Sent);
        self.orders.push(Order { n, round, unit, part, progress, since: at, contacted: None });
    }

    pub(crate) fn live_order(&mut self, n: i64) -> Option<&mut Order> {
        self.orders.iter_mut().find(|order| order.n == n && order.is_live())
    }

    pub(crate) fn end_orders(&mut self) {
        for order in &mut self.orders {
            order.progress = Progress::Ended;
        }
    }

    /// What goes with the end of handling: asks and disputes lapse, slips end, clocks run.
    pub(crate) fn leave_work(&mut self, at: Moment) {
        let at_work = |ask: &&mut Ask| !ask.what.is_identity();
        let asks = self.casework.asks.iter_mut().filter(|ask| ask.outcome.is_none());
        for ask in asks.filter(at_work) {
            ask.outcome = Some(Outcome::Lapsed);
        }
        for dispute in self.casework.disputes.iter_mut().filter(|one| one.ruling.is_none()) {
            dispute.ruling = Some(Ruling::Lapsed);
        }
        for stop in self.casework.stops.iter_mut().filter(|stop| stop.to.is_none()) {
            stop.to = Some(at);
        }
        self.end_slips(|_| true);
    }
}

impl Folds for Dispatched {
    const WHILE: While = While::In(&[Standing::Planning, Standing::Handling]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.send(now, self.unit, Part::Assist);
        Some(())
    }
}

impl Folds for Acknowledged {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let order = appeal.live_order(self.order)?;
        if order.progress != Progress::Sent {
            return None;
        }
        order.progress = Progress::Taken;
        Some(())
    }
}

impl Folds for Reported {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let order = appeal.live_order(self.order)?;
        if order.part == Part::Lead {
            return None;
        }
        order.progress = Progress::Done;
        Some(())
    }
}

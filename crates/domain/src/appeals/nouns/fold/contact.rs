use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::call::Calling;
use crate::appeals::nouns::event::{
    Called, Contacted, Folds, Supplemented, Through, Undelivered, Urged, While,
};
use crate::appeals::nouns::order::Order;

impl Folds for Contacted {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let order = appeal.live_order(self.order)?;
        match self.through {
            None | Some(Through::Message) => {
                order.contacted.get_or_insert(now);
            }
            // Asking for a call is no contact yet; the call is, once it reaches him.
            Some(Through::Call) => {
                appeal.call.get_or_insert(Calling { since: now, tries: 0 });
            }
        }
        Some(())
    }
}

impl Folds for Undelivered {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.call.get_or_insert(Calling { since: now, tries: 0 });
        Some(())
    }
}

impl Folds for Called {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let owed = appeal.call.take()?;
        let tries = owed.tries + 1;
        appeal.call = (self.again && !self.reached).then_some(Calling { since: now, tries });
        let reached = |order: &&Order| self.reached && order.is_live();
        let lead = appeal.lead().filter(reached).map(|order| order.n);
        if let Some(lead) = lead {
            appeal.live_order(lead)?.contacted.get_or_insert(now);
        }
        Some(())
    }
}

impl Folds for Urged {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.urges.count += 1;
        appeal.urges.last = Some(now);
        Some(())
    }
}

impl Folds for Supplemented {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.casework.new_facts = Some(now);
        Some(())
    }
}

use xianban_kernel::{DossierId, Moment, UnitId};

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::whistles::{OfWhistle, WhistleEnd};
use crate::appeals::nouns::event::{Folds, While, WhistleEnded, Whistled};
use crate::appeals::nouns::order::{Order, Part, Progress};
use crate::appeals::nouns::state::Standing;

impl Appeal {
    /// The whistle that owns an order.
    pub fn whistle_of(&self, order: i64) -> Option<DossierId> {
        let owned = self.casework.whistles.iter().rev().find(|one| one.order == order);
        owned.map(|one| one.whistle)
    }

    /// The live order that a whistle gave a unit.
    pub fn order_of_whistle(&self, whistle: DossierId, unit: UnitId) -> Option<&Order> {
        let mut live = self.orders.iter().filter(|order| order.is_live());
        live.find(|one| one.unit.unit == unit && self.whistle_of(one.n) == Some(whistle))
    }

    /// Whether a whistle still waits for a unit.
    pub fn awaits_whistle(&self) -> bool {
        self.orders.iter().any(|order| order.is_live() && self.whistle_of(order.n).is_some())
    }

    /// Whether the level above ruled over a unit when a whistle called it.
    pub(crate) fn was_ruled_by_whistle(&self, unit: UnitId) -> bool {
        let ruled =
            |one: &&OfWhistle| matches!(one.end, Some(WhistleEnd::Bound | WhistleEnd::Excused));
        let mut ruled = self.casework.whistles.iter().filter(ruled);
        ruled.any(|one| self.of_order(one.order).is_some_and(|at| at.unit == unit))
    }
}

impl Folds for Whistled {
    const WHILE: While = While::In(&[Standing::Planning, Standing::Handling]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.send(now, self.unit, Part::Assist);
        let sent = appeal.orders.last_mut()?;
        // It is taken and answered on the whistle.
        sent.progress = Progress::Taken;
        let (order, whistle) = (sent.n, self.whistle);
        appeal.casework.whistles.push(OfWhistle { order, whistle, end: None });
        Some(())
    }
}

impl Folds for WhistleEnded {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let owned = appeal.casework.whistles.iter_mut().find(|one| one.order == self.order)?;
        owned.end = Some(self.end);
        let order = appeal.live_order(self.order)?;
        match self.end {
            WhistleEnd::Done => order.progress = Progress::Done,
            WhistleEnd::Excused => order.progress = Progress::Ended,
            WhistleEnd::Bound => {}
        }
        Some(())
    }
}

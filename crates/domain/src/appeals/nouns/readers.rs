use xianban_kernel::{StaffId, UnitId};

use super::appeal::Appeal;

impl Appeal {
    /// Every unit with a part in it.
    pub(crate) fn parts(&self) -> Vec<UnitId> {
        let named = [self.receiver.unit, self.assessor.unit, self.office.unit];
        let slips = self.casework.slips.iter().map(|slip| slip.to.unit);
        let follower = self.casework.special.map(|special| special.at.unit);
        let orders = self.orders.iter().map(|order| order.unit.unit);
        named.into_iter().chain(orders).chain(slips).chain(follower).collect()
    }

    /// Every unit that may open it: with a part, or because something was put before it. The platform
    /// office is named in every appeal, but only its district-wide roles read them all.
    pub(crate) fn reading_units(&self) -> impl Iterator<Item = UnitId> {
        let work = &self.casework;
        let received = [self.receiver.unit, self.assessor.unit];
        let asks = work.asks.iter().map(|ask| ask.approver.unit);
        let disputes = work.disputes.iter().map(|dispute| dispute.ruler.unit);
        let told = work.escalations.iter().map(|one| one.to.unit);
        let lists = work.listings.iter().filter_map(|listing| listing.by.map(|by| by.unit));
        let shared = work.shares.iter().map(|unit| unit.unit);
        let office = self.office.unit;
        let others = self
            .parts()
            .into_iter()
            .chain(asks)
            .chain(disputes)
            .chain(told)
            .chain(lists)
            .chain(shared);
        received.into_iter().chain(others.filter(move |unit| *unit != office))
    }

    /// Whether a unit may open it.
    pub(crate) fn is_read_at(&self, unit: UnitId) -> bool {
        self.reading_units().any(|reading| reading == unit)
    }

    /// Every person something in it is given to by name.
    pub(crate) fn named_people(&self) -> impl Iterator<Item = StaffId> {
        let work = &self.casework;
        let slips = work.slips.iter().filter(|slip| slip.is_live()).filter_map(|slip| slip.person);
        let special = work.special.map(|special| special.person);
        work.asker.into_iter().chain(special).chain(work.named.values().copied()).chain(slips)
    }
}

use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::meetings::{Listing, Why};
use crate::appeals::nouns::event::{
    Folds, Listed, Met, Reconsidered, Shared, Split, Unlisted, While,
};
use crate::appeals::nouns::state::{Standing, State};

impl Appeal {
    /// Whether it is on a list.
    pub fn is_listed(&self, why: Why) -> bool {
        self.listing(why).is_some()
    }

    /// Its place on a list.
    pub fn listing(&self, why: Why) -> Option<&Listing> {
        self.casework.listings.iter().find(|listing| listing.why == why)
    }
}

impl Folds for Listed {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let (why, until, by) = (self.why, self.until, self.by);
        // A matter under supervision gets another day by being listed anew.
        let since = match (appeal.listing(why), until) {
            (None, _) => now,
            (Some(before), Some(_)) if before.until != until => before.since,
            (Some(_), _) => return None,
        };
        appeal.casework.listings.retain(|one| one.why != why);
        let words = Some(self.words.vault);
        appeal.casework.listings.push(Listing { why, words, since, until, by });
        Some(())
    }
}

impl Folds for Unlisted {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let before = appeal.casework.listings.len();
        appeal.casework.listings.retain(|listing| listing.why != self.why);
        (appeal.casework.listings.len() < before).then_some(())
    }
}

impl Folds for Shared {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        if !appeal.casework.shares.iter().any(|share| share.unit == self.unit.unit) {
            appeal.casework.shares.push(self.unit);
        }
        Some(())
    }
}

impl Folds for Reconsidered {
    const WHILE: While = While::In(&[Standing::Declined]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if appeal.casework.reconsidered {
            return None;
        }
        appeal.casework.reconsidered = true;
        appeal.casework.object_until = None;
        (appeal.receiver, appeal.assessor) = (self.receiver, self.receiver);
        appeal.enter(now, State::Submitted);
        Some(())
    }
}

impl Folds for Met {
    const WHILE: While = While::Open;

    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        Some(())
    }
}

impl Folds for Split {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        appeal.casework.children.push(self.child);
        Some(())
    }
}

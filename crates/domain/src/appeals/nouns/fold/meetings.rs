use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::meetings::{Listing, Why};
use crate::appeals::nouns::event::Reconsidered;
use crate::appeals::nouns::state::{Standing, State};
use crate::organisation::AtUnit;

impl Appeal {
    /// Whether it is on a list.
    pub fn is_listed(&self, why: Why) -> bool {
        self.casework.listings.iter().any(|listing| listing.why == why)
    }

    pub(crate) fn list(&mut self, now: Moment, why: Why, words: Option<i64>) -> Option<()> {
        if self.is_listed(why) {
            return None;
        }
        self.casework.listings.push(Listing { why, words, since: now });
        Some(())
    }

    pub(crate) fn unlist(&mut self, why: Why) -> Option<()> {
        let before = self.casework.listings.len();
        self.casework.listings.retain(|listing| listing.why != why);
        (self.casework.listings.len() < before).then_some(())
    }

    pub(crate) fn share(&mut self, unit: AtUnit) {
        if !self.casework.shares.iter().any(|share| share.unit == unit.unit) {
            self.casework.shares.push(unit);
        }
    }

    pub(crate) fn reconsider(&mut self, now: Moment, event: &Reconsidered) -> Option<()> {
        if self.state.standing() != Standing::Declined || self.casework.reconsidered {
            return None;
        }
        self.casework.reconsidered = true;
        self.casework.object_until = None;
        (self.receiver, self.assessor) = (event.receiver, event.receiver);
        self.enter(now, State::Submitted);
        Some(())
    }
}

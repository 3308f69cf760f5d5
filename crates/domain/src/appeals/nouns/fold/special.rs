use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::meetings::{Listing, Why};
use crate::appeals::nouns::casework::special::Special;
use crate::appeals::nouns::event::{SpecialReviewed, Specialised};
use crate::rules::Lane;

impl Appeal {
    pub(crate) fn specialise(&mut self, now: Moment, event: &Specialised) -> Option<()> {
        if self.casework.special.is_some() {
            return None;
        }
        let Specialised { person, at, review_on, not_before, .. } = *event;
        self.casework.special = Some(Special { person, at, since: now, review_on });
        self.lane = Lane::Special;
        self.casework.not_before = Some(not_before);
        if !self.is_listed(Why::Hard) {
            let (why, words) = (Why::Hard, event.words.vault);
            self.casework.listings.push(Listing { why, words: Some(words), since: now });
        }
        Some(())
    }

    pub(crate) fn look_at_special(&mut self, now: Moment, event: &SpecialReviewed) -> Option<()> {
        let special = self.casework.special.as_mut()?;
        (special.since, special.review_on) = (now, event.review_on);
        Some(())
    }
}

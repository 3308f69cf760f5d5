use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::meetings::{Listing, Why};
use crate::appeals::nouns::casework::special::Special;
use crate::appeals::nouns::event::{Folds, SpecialReviewed, Specialised, While};
use crate::rules::Lane;

impl Folds for Specialised {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if appeal.casework.special.is_some() {
            return None;
        }
        let Specialised { person, at, review_on, not_before, .. } = *self;
        appeal.casework.special = Some(Special { person, at, since: now, review_on });
        appeal.lane = Lane::Special;
        appeal.casework.not_before = Some(not_before);
        if !appeal.is_listed(Why::Hard) {
            let (why, words) = (Why::Hard, self.words.vault);
            appeal.casework.listings.push(Listing::plain(why, Some(words), now));
        }
        Some(())
    }
}

impl Folds for SpecialReviewed {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let special = appeal.casework.special.as_mut()?;
        (special.since, special.review_on) = (now, self.review_on);
        Some(())
    }
}

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::meetings::{Listing, Why};
use crate::rules::Lane;
use crate::trail::Kept;

/// The special channel (专事转办): a matter with a petition before it, followed by a named person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Special {
    /// Who follows it.
    pub person: StaffId,
    /// Where that person sits.
    pub at: AtUnit,
    /// Since when the next look is owed.
    pub since: Moment,
    /// When it is looked at next.
    pub review_on: Moment,
}

/// A prior petition was confirmed: the special channel, the list of hard matters, a named person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specialised {
    /// Who follows it.
    pub person: StaffId,
    /// Where that person sits.
    pub at: AtUnit,
    /// When it is first looked at.
    pub review_on: Moment,
    /// Nothing becomes due before this.
    pub not_before: Moment,
    /// What the petition was.
    pub words: Kept,
}

/// The named person looked at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialReviewed {
    /// What was seen.
    pub words: Kept,
    /// When it is looked at next.
    pub review_on: Moment,
}

impl Appeal {
    pub(super) fn specialise(&mut self, now: Moment, event: &Specialised) -> Option<()> {
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

    pub(super) fn look_at_special(&mut self, now: Moment, event: &SpecialReviewed) -> Option<()> {
        let special = self.casework.special.as_mut()?;
        (special.since, special.review_on) = (now, event.review_on);
        Some(())
    }
}

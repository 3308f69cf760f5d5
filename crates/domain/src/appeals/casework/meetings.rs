use serde::{Deserialize, Serialize};
use xianban_kernel::{AppealId, Moment};

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::super::state::{Standing, State};
use crate::coded::coded;
use crate::trail::Kept;

coded! {
    /// The lists that an appeal can be put on.
    Why {
        /// 挂牌: on the public board of what a level has taken on.
        Board = "board",
        /// 重难点诉求处置清单.
        Hard = "hard",
        /// 挂牌督办.
        Supervised = "supervised",
    }
}

impl Why {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "挂牌",
            Self::Hard => "重难点",
            Self::Supervised => "挂牌督办",
        }
    }
}

/// A place on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Which list.
    pub why: Why,
    /// Why it is there, in the vault; `None` when the machine put it there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub words: Option<i64>,
    /// Since when.
    pub since: Moment,
}

/// Put on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Which list.
    pub why: Why,
    /// Why.
    pub words: Kept,
}

/// Taken off a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted {
    /// Which list.
    pub why: Why,
    /// Why.
    pub words: Kept,
}

coded! {
    /// What a later round takes besides a new plan.
    Measure {
        /// 现场勘查.
        SiteVisit = "site_visit",
        /// 听取汇报.
        Hearing = "hearing",
        /// 多方联席会.
        JointMeeting = "joint_meeting",
    }
}

impl Measure {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SiteVisit => "现场勘查",
            Self::Hearing => "听取汇报",
            Self::JointMeeting => "多方联席会",
        }
    }
}

/// A visit on site, a hearing or a joint meeting took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// Which.
    pub what: Measure,
    /// When it took place.
    pub held_at: Moment,
    /// Who came.
    pub who: Kept,
    /// What was found or agreed.
    pub words: Kept,
}

/// A unit without a part may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The unit.
    pub unit: AtUnit,
    /// What for.
    pub words: Kept,
}

/// A second matter in it became an appeal of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The new appeal.
    pub child: AppealId,
    /// Its number.
    pub no: String,
}

/// The applicant objected to a refusal; the level above looks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconsidered {
    /// Why.
    pub words: Kept,
    /// Who looks.
    pub receiver: AtUnit,
}

impl Appeal {
    /// Whether it is on a list.
    pub fn is_listed(&self, why: Why) -> bool {
        self.casework.listings.iter().any(|listing| listing.why == why)
    }

    pub(super) fn list(&mut self, now: Moment, why: Why, words: Option<i64>) -> Option<()> {
        if self.is_listed(why) {
            return None;
        }
        self.casework.listings.push(Listing { why, words, since: now });
        Some(())
    }

    pub(super) fn unlist(&mut self, why: Why) -> Option<()> {
        let before = self.casework.listings.len();
        self.casework.listings.retain(|listing| listing.why != why);
        (self.casework.listings.len() < before).then_some(())
    }

    pub(super) fn share(&mut self, unit: AtUnit) {
        if !self.casework.shares.iter().any(|share| share.unit == unit.unit) {
            self.casework.shares.push(unit);
        }
    }

    pub(super) fn reconsider(&mut self, now: Moment, event: &Reconsidered) -> Option<()> {
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

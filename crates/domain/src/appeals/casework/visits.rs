use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::{at, following};
use crate::trail::Kept;

/// A home visit by appointment (预约上门).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// Who comes.
    pub by: AtUnit,
    /// When.
    pub at: Moment,
    /// What it is for, in the vault.
    pub words: i64,
    /// Since when it is offered.
    pub since: Moment,
    /// What the applicant said to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agreed: Option<bool>,
    /// Whether it was made, or called off.
    pub done: bool,
}

/// A time was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitOffered {
    /// Who comes.
    pub by: AtUnit,
    /// When.
    pub at: Moment,
    /// What it is for.
    pub words: Kept,
}

/// A visit by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfVisit {
    /// The visit.
    pub visit: i64,
}

/// The applicant said whether the time suits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitAnswered {
    /// The visit.
    pub visit: i64,
    /// Whether it suits.
    pub agreed: bool,
    /// What the applicant said besides.
    pub words: Option<Kept>,
}

/// The visit was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitDone {
    /// The visit.
    pub visit: i64,
    /// What was seen and agreed.
    pub words: Kept,
}

/// What only the applicant can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// Rate the reply.
    Rating {
        /// Until when.
        until: Moment,
    },
    /// Say whether the time of a visit suits.
    Visit {
        /// Who would come.
        by: AtUnit,
        /// When.
        at: Moment,
    },
}

impl Visit {
    /// Whether somebody still has to come.
    pub fn is_owed(&self) -> bool {
        !self.done && self.agreed != Some(false)
    }
}

impl Appeal {
    /// The home visit that is still to come, while the appeal is open.
    pub fn coming_visit(&self, now: Moment) -> Option<&Visit> {
        let coming = |visit: &&Visit| visit.is_owed() && visit.at > now;
        self.casework.visits.iter().find(coming).filter(|_| self.state.is_open())
    }

    /// What waits for the applicant first; `None` when the next step is the office's. The reply comes
    /// before a visit that was offered earlier: it is what he was told last.
    pub fn waits_for(&self, now: Moment) -> Option<Awaited> {
        if let Some(until) = self.state.closes_at() {
            return (now <= until).then_some(Awaited::Rating { until });
        }
        let visit = self.coming_visit(now).filter(|visit| visit.agreed.is_none())?;
        Some(Awaited::Visit { by: visit.by, at: visit.at })
    }

    pub(super) fn offer_visit(&mut self, now: Moment, event: &VisitOffered) -> Option<()> {
        if !self.state.is_open() || self.casework.visits.iter().any(Visit::is_owed) {
            return None;
        }
        self.casework.visits.push(Visit {
            n: following(&self.casework.visits),
            by: event.by,
            at: event.at,
            words: event.words.vault,
            since: now,
            agreed: None,
            done: false,
        });
        Some(())
    }

    pub(super) fn answer_visit(&mut self, event: &VisitAnswered) -> Option<()> {
        let visit = at(&mut self.casework.visits, event.visit).filter(|visit| !visit.done)?;
        visit.agreed = Some(event.agreed);
        Some(())
    }

    pub(super) fn make_visit(&mut self, n: i64) -> Option<()> {
        at(&mut self.casework.visits, n).filter(|visit| visit.is_owed())?.done = true;
        Some(())
    }
}

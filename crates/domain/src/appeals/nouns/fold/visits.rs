use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::visits::{Awaited, Visit};
use crate::appeals::nouns::event::{VisitAnswered, VisitOffered};

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

    pub(crate) fn offer_visit(&mut self, now: Moment, event: &VisitOffered) -> Option<()> {
        if !self.state.is_open() || self.casework.visits.iter().any(Visit::is_owed) {
            return None;
        }
        self.casework.visits.push(Visit {
            n: following(&self.casework.visits, self.casework.used.visits),
            by: event.by,
            at: event.at,
            words: event.words.vault,
            since: now,
            agreed: None,
            done: false,
        });
        Some(())
    }

    pub(crate) fn answer_visit(&mut self, event: &VisitAnswered) -> Option<()> {
        let visit = at(&mut self.casework.visits, event.visit).filter(|visit| !visit.done)?;
        visit.agreed = Some(event.agreed);
        Some(())
    }

    pub(crate) fn make_visit(&mut self, n: i64) -> Option<()> {
        at(&mut self.casework.visits, n).filter(|visit| visit.is_owed())?.done = true;
        Some(())
    }
}

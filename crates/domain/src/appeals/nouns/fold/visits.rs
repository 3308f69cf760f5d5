use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::visits::{Awaited, Visit};
use crate::appeals::nouns::event::{Folds, VisitAnswered, VisitDone, VisitOffered, While};

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
}

impl Folds for VisitOffered {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if appeal.casework.visits.iter().any(Visit::is_owed) {
            return None;
        }
        appeal.casework.visits.push(Visit {
            n: following(&appeal.casework.visits, appeal.casework.used.visits),
            by: self.by,
            at: self.at,
            words: self.words.vault,
            since: now,
            agreed: None,
            done: false,
        });
        Some(())
    }
}

impl Folds for VisitAnswered {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let visit = at(&mut appeal.casework.visits, self.visit).filter(|visit| !visit.done)?;
        visit.agreed = Some(self.agreed);
        Some(())
    }
}

impl Folds for VisitDone {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        at(&mut appeal.casework.visits, self.visit).filter(|visit| visit.is_owed())?.done = true;
        Some(())
    }
}

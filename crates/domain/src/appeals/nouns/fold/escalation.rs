use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::escalation::Escalation;
use crate::appeals::nouns::event::{Attended, Escalated};

impl Appeal {
    pub(crate) fn escalate(&mut self, now: Moment, event: &Escalated) -> Option<()> {
        let mut told = self.casework.escalations.iter();
        if told.any(|told| told.duty == event.duty && told.to.unit == event.to.unit) {
            return None;
        }
        let n = following(&self.casework.escalations, self.casework.used.escalations);
        let (duty, to) = (event.duty.clone(), event.to);
        self.casework.escalations.push(Escalation { n, duty, to, since: now, attended: false });
        Some(())
    }

    pub(crate) fn attend(&mut self, event: &Attended) -> Option<()> {
        let escalation = at(&mut self.casework.escalations, event.escalation);
        escalation.filter(|escalation| !escalation.attended)?.attended = true;
        Some(())
    }
}

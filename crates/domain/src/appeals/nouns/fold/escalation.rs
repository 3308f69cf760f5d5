use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::escalation::Escalation;
use crate::appeals::nouns::event::{Attended, Escalated, Folds, While};

impl Folds for Escalated {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let mut told = appeal.casework.escalations.iter();
        if told.any(|told| told.duty == self.duty && told.to.unit == self.to.unit) {
            return None;
        }
        let n = following(&appeal.casework.escalations, appeal.casework.used.escalations);
        let (duty, to) = (self.duty.clone(), self.to);
        appeal.casework.escalations.push(Escalation { n, duty, to, since: now, attended: false });
        Some(())
    }
}

impl Folds for Attended {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let escalation = at(&mut appeal.casework.escalations, self.escalation);
        escalation.filter(|escalation| !escalation.attended)?.attended = true;
        Some(())
    }
}

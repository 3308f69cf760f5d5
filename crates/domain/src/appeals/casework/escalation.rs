use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::{at, following};
use crate::trail::Kept;

/// An overdue duty brought before a superior; the next one up hears of it when nothing comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The overdue duty, by its key.
    pub duty: String,
    /// The superior.
    pub to: AtUnit,
    /// Since when.
    pub since: Moment,
    /// Whether the superior looked into it.
    pub attended: bool,
}

/// A duty stayed overdue, and the next superior is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// The overdue duty, by its key.
    pub duty: String,
    /// The superior.
    pub to: AtUnit,
}

/// A superior looked into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// The escalation.
    pub escalation: i64,
    /// What was ordered.
    pub words: Kept,
}

impl Appeal {
    pub(super) fn escalate(&mut self, now: Moment, event: &Escalated) -> Option<()> {
        let mut told = self.casework.escalations.iter();
        if told.any(|told| told.duty == event.duty && told.to.unit == event.to.unit) {
            return None;
        }
        let n = following(&self.casework.escalations);
        let (duty, to) = (event.duty.clone(), event.to);
        self.casework.escalations.push(Escalation { n, duty, to, since: now, attended: false });
        Some(())
    }

    pub(super) fn attend(&mut self, event: &Attended) -> Option<()> {
        let escalation = at(&mut self.casework.escalations, event.escalation);
        escalation.filter(|escalation| !escalation.attended)?.attended = true;
        Some(())
    }
}

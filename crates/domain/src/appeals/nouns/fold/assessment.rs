use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::event::{Recused, Relaned};
use crate::organisation::AtUnit;

impl Appeal {
    /// Whether a unit may lead: any but the one complained of.
    pub fn may_lead(&self, unit: AtUnit) -> bool {
        self.casework.assessment.against.is_none_or(|against| against.unit != unit.unit)
    }

    pub(crate) fn relane(&mut self, event: &Relaned) {
        self.lane = event.lane;
        self.casework.not_before = Some(event.not_before);
    }

    pub(crate) fn recuse(&mut self, at: Moment, event: &Recused) -> Option<()> {
        self.casework.assessment.against = Some(event.unit);
        if self.assessor.unit == event.unit.unit {
            self.assessor = self.office;
        }
        let led = self.lead().filter(|lead| lead.unit.unit == event.unit.unit).map(|lead| lead.n);
        match (led, event.lead) {
            (Some(order), Some(lead)) if self.may_lead(lead) => self.move_order(at, order, lead),
            (None, None) => Some(()),
            _ => None,
        }
    }
}

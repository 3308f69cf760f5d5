use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::event::{Assessed, Folds, Recused, Relaned, While};
use crate::appeals::nouns::order::Part;
use crate::appeals::nouns::state::{Standing, State};
use crate::organisation::AtUnit;

impl Appeal {
    /// Whether a unit may lead: any but the one complained of.
    pub fn may_lead(&self, unit: AtUnit) -> bool {
        self.casework.assessment.against.is_none_or(|against| against.unit != unit.unit)
    }
}

impl Folds for Relaned {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        appeal.lane = self.lane;
        appeal.casework.not_before = Some(self.not_before);
        Some(())
    }
}

impl Folds for Recused {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.casework.assessment.against = Some(self.unit);
        if appeal.assessor.unit == self.unit.unit {
            appeal.assessor = appeal.office;
        }
        let led = appeal.lead().filter(|lead| lead.unit.unit == self.unit.unit).map(|lead| lead.n);
        match (led, self.lead) {
            (Some(order), Some(lead)) if appeal.may_lead(lead) => {
                appeal.move_order(now, order, lead)
            }
            (None, None) => Some(()),
            _ => None,
        }
    }
}

impl Folds for Assessed {
    const WHILE: While = While::In(&[Standing::Assessing]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.list = Some(self.list.clone());
        appeal.matter = Some(self.matter.clone());
        (appeal.class, appeal.lane) = (self.class, self.lane);
        appeal.casework.assessment = self.more.clone();
        if !appeal.may_lead(self.lead) {
            return None;
        }
        appeal.send(now, self.lead, Part::Lead);
        let plan = self.more.plan;
        appeal.enter(now, if plan { State::Planning } else { State::Handling });
        Some(())
    }
}

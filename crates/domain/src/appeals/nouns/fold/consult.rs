use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::consult::Consult;
use crate::appeals::nouns::event::{ConsultEnded, ConsultOpened, Folds, Opined, While};

impl Folds for ConsultOpened {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if self.experts.is_empty() {
            return None;
        }
        appeal.casework.consults.push(Consult {
            n: following(&appeal.casework.consults, appeal.casework.used.consults),
            by: self.by,
            question: self.question.vault,
            since: now,
            until: self.until,
            experts: self.experts.clone(),
            opinions: Vec::new(),
            ended: false,
        });
        Some(())
    }
}

impl Folds for Opined {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let consult = at(&mut appeal.casework.consults, self.consult)?;
        let asked = consult.experts.contains(&self.expert);
        if consult.ended || !asked || consult.opinions.contains(&self.expert) {
            return None;
        }
        consult.opinions.push(self.expert);
        Some(())
    }
}

impl Folds for ConsultEnded {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let consult = at(&mut appeal.casework.consults, self.consult);
        consult.filter(|consult| !consult.ended)?.ended = true;
        Some(())
    }
}

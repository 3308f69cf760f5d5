use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::consult::Consult;
use crate::appeals::nouns::event::{ConsultEnded, ConsultOpened, Opined};

impl Appeal {
    pub(crate) fn open_consult(&mut self, now: Moment, event: &ConsultOpened) -> Option<()> {
        if event.experts.is_empty() || !self.state.is_open() {
            return None;
        }
        self.casework.consults.push(Consult {
            n: following(&self.casework.consults, self.casework.used.consults),
            by: event.by,
            question: event.question.vault,
            since: now,
            until: event.until,
            experts: event.experts.clone(),
            opinions: Vec::new(),
            ended: false,
        });
        Some(())
    }

    pub(crate) fn opine(&mut self, event: &Opined) -> Option<()> {
        let consult = at(&mut self.casework.consults, event.consult)?;
        let asked = consult.experts.contains(&event.expert);
        if consult.ended || !asked || consult.opinions.contains(&event.expert) {
            return None;
        }
        consult.opinions.push(event.expert);
        Some(())
    }

    pub(crate) fn end_consult(&mut self, event: &ConsultEnded) -> Option<()> {
        let consult = at(&mut self.casework.consults, event.consult);
        consult.filter(|consult| !consult.ended)?.ended = true;
        Some(())
    }
}

use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::AskFor;
use crate::appeals::nouns::casework::plans::Plan;
use crate::appeals::nouns::event::Planned;
use crate::appeals::nouns::state::{Standing, State};

impl Appeal {
    /// The plan in force in this round.
    pub fn plan(&self) -> Option<&Plan> {
        let own = |plan: &&Plan| plan.round == self.round && plan.adopted.is_some();
        self.casework.plans.iter().filter(own).max_by_key(|plan| plan.adopted)
    }

    pub(crate) fn write_plan(&mut self, now: Moment, by: &str, event: &Planned) -> Option<()> {
        if !matches!(self.state.standing(), Standing::Planning | Standing::Handling) {
            return None;
        }
        let n = following(&self.casework.plans, self.casework.used.plans);
        let words = [&event.nature, &event.responsibility, &event.procedure, &event.goal];
        let words = words.map(|kept| kept.vault);
        let (round, limit) = (self.round, event.limit);
        match event.approver {
            None => {}
            Some(approver) => {
                let what = AskFor::Plan { plan: n };
                self.ask(now, by, what, (words[3], approver))?;
            }
        }
        self.casework.plans.push(Plan { n, round, since: now, limit, words, adopted: None });
        if event.approver.is_none() { self.adopt(now, n) } else { Some(()) }
    }

    /// A plan takes effect: work starts.
    pub(crate) fn adopt(&mut self, now: Moment, n: i64) -> Option<()> {
        at(&mut self.casework.plans, n)?.adopted = Some(now);
        if self.state.standing() == Standing::Planning {
            self.enter(now, State::Handling);
        }
        Some(())
    }
}

use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::AskFor;
use crate::appeals::nouns::casework::plans::Plan;
use crate::appeals::nouns::event::{Folds, Planned, While};
use crate::appeals::nouns::state::{Standing, State};

impl Appeal {
    /// The plan in force in this round.
    pub fn plan(&self) -> Option<&Plan> {
        let own = |plan: &&Plan| plan.round == self.round && plan.adopted.is_some();
        self.casework.plans.iter().filter(own).max_by_key(|plan| plan.adopted)
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

impl Folds for Planned {
    const WHILE: While = While::In(&[Standing::Planning, Standing::Handling]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let n = following(&appeal.casework.plans, appeal.casework.used.plans);
        let words = [&self.nature, &self.responsibility, &self.procedure, &self.goal];
        let words = words.map(|kept| kept.vault);
        let (round, limit) = (appeal.round, self.limit);
        match self.approver {
            None => {}
            Some(approver) => {
                let what = AskFor::Plan { plan: n };
                appeal.ask(now, by, what, (words[3], approver))?;
            }
        }
        appeal.casework.plans.push(Plan { n, round, since: now, limit, words, adopted: None });
        if self.approver.is_none() { appeal.adopt(now, n) } else { Some(()) }
    }
}

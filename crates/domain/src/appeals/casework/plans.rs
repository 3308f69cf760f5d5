use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::super::state::{Standing, State};
use super::asks::AskFor;
use super::{at, following};
use crate::trail::Kept;

/// How a matter is to be settled (方案): nature, responsibility, limit, procedure, goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The round it belongs to.
    pub round: i64,
    /// When it was written.
    pub since: Moment,
    /// By when it is to be settled.
    pub limit: Moment,
    /// Vault numbers of nature, responsibility, procedure and goal.
    pub words: [i64; 4],
    /// When it took effect; superseded by the next that does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub adopted: Option<Moment>,
}

/// A plan was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What sort of matter it is.
    pub nature: Kept,
    /// Who answers for what.
    pub responsibility: Kept,
    /// By when it is to be settled.
    pub limit: Moment,
    /// In which steps.
    pub procedure: Kept,
    /// What will be so when it is done.
    pub goal: Kept,
    /// Who has to agree; `None` when it takes effect at once.
    pub approver: Option<AtUnit>,
}

impl Appeal {
    /// The plan in force in this round.
    pub fn plan(&self) -> Option<&Plan> {
        let own = |plan: &&Plan| plan.round == self.round && plan.adopted.is_some();
        self.casework.plans.iter().filter(own).max_by_key(|plan| plan.adopted)
    }

    pub(super) fn write_plan(&mut self, now: Moment, by: &str, event: &Planned) -> Option<()> {
        if !matches!(self.state.standing(), Standing::Planning | Standing::Handling) {
            return None;
        }
        let n = following(&self.casework.plans);
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
    pub(super) fn adopt(&mut self, now: Moment, n: i64) -> Option<()> {
        at(&mut self.casework.plans, n)?.adopted = Some(now);
        if self.state.standing() == Standing::Planning {
            self.enter(now, State::Handling);
        }
        Some(())
    }
}

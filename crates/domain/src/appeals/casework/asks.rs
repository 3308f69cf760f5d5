use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::super::state::Standing;
use super::stops::{Extension, Stop, StopFor};
use super::{at, following};
use crate::coded::coded;
use crate::rules::TimeLimit;
use crate::trail::Kept;

/// Something that takes effect only when a superior grants it (审批).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// What is asked for.
    pub what: AskFor,
    /// The reasons given, in the vault.
    pub words: i64,
    /// Which unit answers.
    pub approver: AtUnit,
    /// Since when it waits.
    pub since: Moment,
    /// How it was answered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<Outcome>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AskFor {
    /// A plan, by its number.
    Plan {
        /// Number of the plan.
        plan: i64,
    },
    /// More time for the lead order (延期).
    Extension {
        /// The order.
        order: i64,
        /// How much more.
        add: TimeLimit,
    },
    /// A place on the hold list (挂账).
    Hold {
        /// When it is looked at again.
        review_on: Moment,
    },
}

coded! {
    /// How an ask ended.
    Outcome {
        /// 同意.
        Granted = "granted",
        /// 不同意.
        Refused = "refused",
        /// It went with the state it was asked in.
        Lapsed = "lapsed",
    }
}

/// A superior agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The ask.
    pub ask: i64,
    /// What was said to it.
    pub words: Option<Kept>,
}

/// A superior did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The ask.
    pub ask: i64,
    /// Why.
    pub words: Kept,
}

impl Appeal {
    /// What waits for a superior's answer.
    pub fn asked(&self) -> impl Iterator<Item = &Ask> {
        self.casework.asks.iter().filter(|ask| ask.outcome.is_none())
    }

    /// Puts something before a superior; one of a sort at a time.
    pub(super) fn ask(
        &mut self,
        since: Moment,
        what: AskFor,
        words: i64,
        approver: AtUnit,
    ) -> Option<()> {
        let sort = std::mem::discriminant(&what);
        if self.asked().any(|ask| std::mem::discriminant(&ask.what) == sort) {
            return None;
        }
        let n = following(&self.casework.asks);
        self.casework.asks.push(Ask { n, what, words, approver, since, outcome: None });
        Some(())
    }

    pub(super) fn grant(&mut self, now: Moment, event: &Granted) -> Option<()> {
        let ask = self.settle(event.ask, Outcome::Granted)?;
        match ask.what {
            AskFor::Plan { plan } => self.adopt(now, plan),
            AskFor::Extension { order, add } => {
                self.casework.extensions.push(Extension { order, add });
                Some(())
            }
            AskFor::Hold { review_on } => {
                // A pause that began meanwhile gives way.
                self.go_on(now, StopFor::Pause);
                let (reason, words) = (String::new(), ask.words);
                self.stop(Stop {
                    what: StopFor::Hold,
                    reason,
                    words,
                    from: now,
                    until: review_on,
                    to: None,
                })
            }
        }
    }

    pub(super) fn refuse(&mut self, event: &Refused) -> Option<()> {
        self.settle(event.ask, Outcome::Refused).map(|_| ())
    }

    fn settle(&mut self, n: i64, outcome: Outcome) -> Option<Ask> {
        let standing = self.state.standing();
        if !matches!(standing, Standing::Planning | Standing::Handling) {
            return None;
        }
        let ask = at(&mut self.casework.asks, n).filter(|ask| ask.outcome.is_none())?;
        ask.outcome = Some(outcome);
        Some(ask.clone())
    }
}

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

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
    /// Who asked, as the trail marks people: he does not answer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
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
    /// A look at an applicant who is a minor (Regulations on the Protection of Minors in Cyberspace,
    /// art. 36).
    Identity {
        /// Who wants to look.
        by: StaffId,
        /// Whether he has looked; each grant is for one look.
        seen: bool,
    },
}

impl AskFor {
    /// Whether it is a look at the applicant.
    pub const fn is_identity(self) -> bool {
        matches!(self, Self::Identity { .. })
    }
}

/// Somebody asks to look at an applicant who is a minor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityAsked {
    /// Who.
    pub by: StaffId,
    /// Why.
    pub words: Kept,
    /// Which unit answers.
    pub approver: AtUnit,
}

/// How somebody stands to the look at an applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookRight {
    /// A reason is enough.
    Free,
    /// He has to ask a superior first: the applicant is a minor.
    Asks,
    /// A superior has not answered yet.
    Waits,
    /// Granted, for one look.
    Granted,
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

    /// How a member of staff stands to the look at the applicant.
    pub fn look_right(&self, staff: StaffId) -> LookRight {
        if !self.casework.minor {
            return LookRight::Free;
        }
        let own =
            |ask: &&Ask| matches!(ask.what, AskFor::Identity { by, seen } if by == staff && !seen);
        match self.casework.asks.iter().rev().find(own).map(|ask| ask.outcome) {
            Some(None) => LookRight::Waits,
            Some(Some(Outcome::Granted)) => LookRight::Granted,
            _ => LookRight::Asks,
        }
    }

    pub(super) fn ask_to_look(&mut self, now: Moment, event: &IdentityAsked) -> Option<()> {
        if !self.state.is_open() || !self.casework.minor {
            return None;
        }
        let what = AskFor::Identity { by: event.by, seen: false };
        let by = format!("staff:{}", event.by);
        self.ask(now, &by, what, (event.words.vault, event.approver))
    }

    /// A granted look was taken.
    pub(in super::super) fn looked(&mut self, actor: &str) {
        for ask in self.casework.asks.iter_mut().filter(|a| a.outcome == Some(Outcome::Granted)) {
            if let AskFor::Identity { by, seen } = &mut ask.what
                && format!("staff:{by}") == actor
            {
                *seen = true;
            }
        }
    }

    /// What was asked about the work of an order ends with the order: whoever has the work now asks
    /// for himself.
    pub(super) fn lapse_asks_at_work(&mut self) {
        let open = |ask: &&mut Ask| ask.outcome.is_none() && !ask.what.is_identity();
        for ask in self.casework.asks.iter_mut().filter(open) {
            ask.outcome = Some(Outcome::Lapsed);
        }
    }

    /// What nobody answered before the end.
    pub(in super::super) fn lapse_asks(&mut self) {
        for ask in self.casework.asks.iter_mut().filter(|ask| ask.outcome.is_none()) {
            ask.outcome = Some(Outcome::Lapsed);
        }
    }

    /// Puts something before a superior; one of a sort at a time.
    pub(super) fn ask(
        &mut self,
        since: Moment,
        by: &str,
        what: AskFor,
        (words, approver): (i64, AtUnit),
    ) -> Option<()> {
        let sort = std::mem::discriminant(&what);
        if self.asked().any(|ask| std::mem::discriminant(&ask.what) == sort) {
            return None;
        }
        let n = following(&self.casework.asks);
        let by = Some(by.to_owned());
        self.casework.asks.push(Ask { n, what, words, approver, by, since, outcome: None });
        Some(())
    }

    pub(super) fn grant(&mut self, now: Moment, event: &Granted) -> Option<()> {
        let ask = self.settle(event.ask, Outcome::Granted)?;
        match ask.what {
            AskFor::Plan { plan } => self.adopt(now, plan),
            AskFor::Identity { .. } => Some(()),
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
        let working = matches!(self.state.standing(), Standing::Planning | Standing::Handling);
        let open = self.state.is_open();
        let ask = at(&mut self.casework.asks, n).filter(|ask| ask.outcome.is_none())?;
        if !(working || open && matches!(ask.what, AskFor::Identity { .. })) {
            return None;
        }
        ask.outcome = Some(outcome);
        Some(ask.clone())
    }
}

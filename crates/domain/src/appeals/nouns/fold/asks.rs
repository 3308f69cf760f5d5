use xianban_kernel::{Moment, StaffId};

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::{Ask, AskFor, LookRight, Outcome};
use crate::appeals::nouns::casework::stops::{Extension, Stop, StopFor};
use crate::appeals::nouns::event::{Granted, IdentityAsked, Refused};
use crate::appeals::nouns::state::Standing;
use crate::organisation::AtUnit;

impl Appeal {
    /// What waits for a superior's answer.
    pub fn asked(&self) -> impl Iterator<Item = &Ask> {
        self.casework.asks.iter().filter(|ask| ask.outcome.is_none())
    }

    /// How a member of staff stands to the look at the applicant.
    pub fn look_right(&self, staff: StaffId) -> LookRight {
        if !self.filing.minor {
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

    pub(crate) fn ask_to_look(&mut self, now: Moment, event: &IdentityAsked) -> Option<()> {
        if !self.state.is_open() || !self.filing.minor {
            return None;
        }
        let what = AskFor::Identity { by: event.by, seen: false };
        let by = format!("staff:{}", event.by);
        self.ask(now, &by, what, (event.words.vault, event.approver))
    }

    /// A granted look was taken.
    pub(crate) fn looked(&mut self, actor: &str) {
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
    pub(crate) fn lapse_asks_at_work(&mut self) {
        let open = |ask: &&mut Ask| ask.outcome.is_none() && !ask.what.is_identity();
        for ask in self.casework.asks.iter_mut().filter(open) {
            ask.outcome = Some(Outcome::Lapsed);
        }
    }

    /// What nobody answered before the end.
    pub(crate) fn lapse_asks(&mut self) {
        for ask in self.casework.asks.iter_mut().filter(|ask| ask.outcome.is_none()) {
            ask.outcome = Some(Outcome::Lapsed);
        }
    }

    /// Puts something before a superior; one of a sort at a time.
    pub(crate) fn ask(
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
        let n = following(&self.casework.asks, self.casework.used.asks);
        let by = Some(by.to_owned());
        self.casework.asks.push(Ask { n, what, words, approver, by, since, outcome: None });
        Some(())
    }

    pub(crate) fn grant(&mut self, now: Moment, event: &Granted) -> Option<()> {
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

    pub(crate) fn refuse(&mut self, event: &Refused) -> Option<()> {
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

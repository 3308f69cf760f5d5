use xianban_kernel::{Moment, StaffId};

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::{Ask, AskFor, LookRight, Outcome};
use crate::appeals::nouns::casework::stops::{Extension, Stop, StopFor};
use crate::appeals::nouns::event::{Folds, Granted, IdentityAsked, IdentitySeen, Refused, While};
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

impl Folds for IdentityAsked {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if !appeal.filing.minor {
            return None;
        }
        let what = AskFor::Identity { by: self.by, seen: false };
        let by = format!("staff:{}", self.by);
        appeal.ask(now, &by, what, (self.words.vault, self.approver))
    }
}

impl Folds for Granted {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let ask = appeal.settle(self.ask, Outcome::Granted)?;
        match ask.what {
            AskFor::Plan { plan } => appeal.adopt(now, plan),
            AskFor::Identity { .. } => Some(()),
            AskFor::Extension { order, add } => {
                appeal.casework.extensions.push(Extension { order, add });
                Some(())
            }
            AskFor::Hold { review_on } => {
                // A pause that began meanwhile gives way.
                appeal.go_on(now, StopFor::Pause);
                let (reason, words) = (String::new(), ask.words);
                appeal.stop(Stop {
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
}

impl Folds for Refused {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        appeal.settle(self.ask, Outcome::Refused).map(|_| ())
    }
}

impl Folds for IdentitySeen {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, _: Moment, by: &str) -> Option<()> {
        appeal.looked(by);
        Some(())
    }
}

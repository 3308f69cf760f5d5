use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::AskFor;
use crate::appeals::nouns::casework::stops::{Stop, StopFor};
use crate::appeals::nouns::event::{ExtensionAsked, HoldAsked, HoldKept, Paused};
use crate::appeals::nouns::state::Standing;

impl Appeal {
    /// The stop that holds now.
    pub fn stopped(&self) -> Option<&Stop> {
        self.casework.stops.iter().find(|stop| stop.to.is_none())
    }

    /// The stretches that do not count for handling.
    pub(crate) fn pauses(&self) -> Vec<(Moment, Moment)> {
        let end = |stop: &Stop| stop.to.unwrap_or(stop.until).min(stop.until);
        self.casework.stops.iter().map(|stop| (stop.from, end(stop))).collect()
    }

    pub(crate) fn stop(&mut self, stop: Stop) -> Option<()> {
        if self.state.standing() != Standing::Handling || self.stopped().is_some() {
            return None;
        }
        self.casework.stops.push(stop);
        Some(())
    }

    pub(crate) fn pause(&mut self, now: Moment, event: &Paused) -> Option<()> {
        let (reason, words, until) = (event.reason.clone(), event.words.vault, event.until);
        self.stop(Stop { what: StopFor::Pause, reason, words, from: now, until, to: None })
    }

    pub(crate) fn go_on(&mut self, now: Moment, what: StopFor) -> Option<()> {
        let mut stops = self.casework.stops.iter_mut();
        stops.find(|stop| stop.to.is_none() && stop.what == what)?.to = Some(now);
        Some(())
    }

    pub(crate) fn keep_holding(&mut self, event: &HoldKept) -> Option<()> {
        let held = |stop: &&mut Stop| stop.to.is_none() && stop.what == StopFor::Hold;
        self.casework.stops.iter_mut().find(held)?.until = event.review_on;
        Some(())
    }

    pub(crate) fn ask_for_time(
        &mut self,
        now: Moment,
        by: &str,
        event: &ExtensionAsked,
    ) -> Option<()> {
        let order = self.lead()?.n;
        let what = AskFor::Extension { order, add: event.add };
        self.ask(now, by, what, (event.words.vault, event.approver))
    }

    pub(crate) fn ask_to_hold(&mut self, now: Moment, by: &str, event: &HoldAsked) -> Option<()> {
        if self.state.standing() != Standing::Handling || self.stopped().is_some() {
            return None;
        }
        let what = AskFor::Hold { review_on: event.review_on };
        self.ask(now, by, what, (event.condition.vault, event.approver))
    }
}

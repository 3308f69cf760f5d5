use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::AskFor;
use crate::appeals::nouns::casework::stops::{Stop, StopFor};
use crate::appeals::nouns::event::{
    ExtensionAsked, Folds, HoldAsked, HoldCleared, HoldKept, Paused, Resumed, While,
};
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

    pub(crate) fn go_on(&mut self, now: Moment, what: StopFor) -> Option<()> {
        let mut stops = self.casework.stops.iter_mut();
        stops.find(|stop| stop.to.is_none() && stop.what == what)?.to = Some(now);
        Some(())
    }
}

impl Folds for Paused {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let (reason, words, until) = (self.reason.clone(), self.words.vault, self.until);
        appeal.stop(Stop { what: StopFor::Pause, reason, words, from: now, until, to: None })
    }
}

impl Folds for HoldKept {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let held = |stop: &&mut Stop| stop.to.is_none() && stop.what == StopFor::Hold;
        appeal.casework.stops.iter_mut().find(held)?.until = self.review_on;
        Some(())
    }
}

impl Folds for ExtensionAsked {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let order = appeal.lead()?.n;
        let what = AskFor::Extension { order, add: self.add };
        appeal.ask(now, by, what, (self.words.vault, self.approver))
    }
}

impl Folds for HoldAsked {
    const WHILE: While = While::In(&[Standing::Handling]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        if appeal.stopped().is_some() {
            return None;
        }
        let what = AskFor::Hold { review_on: self.review_on };
        appeal.ask(now, by, what, (self.condition.vault, self.approver))
    }
}

impl Folds for HoldCleared {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.go_on(now, StopFor::Hold)
    }
}

impl Folds for Resumed {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.go_on(now, StopFor::Pause)
    }
}

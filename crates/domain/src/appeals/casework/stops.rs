use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::super::state::Standing;
use super::asks::AskFor;
use crate::coded::coded;
use crate::rules::TimeLimit;
use crate::trail::Kept;

/// A stretch for which the handling clock stands; acknowledging, contact and rulings go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Why it stands.
    pub what: StopFor,
    /// Of a pause: the reason's code.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
    /// The reasons given, in the vault.
    pub words: i64,
    /// From when.
    pub from: Moment,
    /// Until when it was foreseen; the clock runs again from then on in any case.
    pub until: Moment,
    /// When it ended, if it did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Moment>,
}

coded! {
    /// Why a clock stands.
    StopFor {
        /// 暂停: something outside has to happen first.
        Pause = "pause",
        /// 挂账: it cannot be solved now.
        Hold = "hold",
    }
}

/// A longer limit of one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The order.
    pub order: i64,
    /// How much more.
    pub add: TimeLimit,
}

/// The lead unit asks for more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionAsked {
    /// How much more.
    pub add: TimeLimit,
    /// Why.
    pub words: Kept,
    /// Who has to agree.
    pub approver: AtUnit,
}

/// The lead unit asks for a place on the hold list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldAsked {
    /// What has to come about before it can be solved.
    pub condition: Kept,
    /// When it is looked at again.
    pub review_on: Moment,
    /// Who has to agree.
    pub approver: AtUnit,
}

/// A look at the hold list: it stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldKept {
    /// When it is looked at next.
    pub review_on: Moment,
    /// What was seen.
    pub words: Kept,
}

/// Taken off the hold list (销账): work goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldCleared {
    /// What came about.
    pub words: Kept,
}

/// The handling clock stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// The reason's code.
    pub reason: String,
    /// Until when at most.
    pub until: Moment,
    /// What is waited for.
    pub words: Kept,
}

/// The handling clock runs again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// What came about.
    pub words: Option<Kept>,
}

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

    pub(super) fn stop(&mut self, stop: Stop) -> Option<()> {
        if self.state.standing() != Standing::Handling || self.stopped().is_some() {
            return None;
        }
        self.casework.stops.push(stop);
        Some(())
    }

    pub(super) fn pause(&mut self, now: Moment, event: &Paused) -> Option<()> {
        let (reason, words, until) = (event.reason.clone(), event.words.vault, event.until);
        self.stop(Stop { what: StopFor::Pause, reason, words, from: now, until, to: None })
    }

    pub(super) fn go_on(&mut self, now: Moment, what: StopFor) -> Option<()> {
        let mut stops = self.casework.stops.iter_mut();
        stops.find(|stop| stop.to.is_none() && stop.what == what)?.to = Some(now);
        Some(())
    }

    pub(super) fn keep_holding(&mut self, event: &HoldKept) -> Option<()> {
        let held = |stop: &&mut Stop| stop.to.is_none() && stop.what == StopFor::Hold;
        self.casework.stops.iter_mut().find(held)?.until = event.review_on;
        Some(())
    }

    pub(super) fn ask_for_time(
        &mut self,
        now: Moment,
        by: &str,
        event: &ExtensionAsked,
    ) -> Option<()> {
        let order = self.lead()?.n;
        let what = AskFor::Extension { order, add: event.add };
        self.ask(now, by, what, (event.words.vault, event.approver))
    }

    pub(super) fn ask_to_hold(&mut self, now: Moment, by: &str, event: &HoldAsked) -> Option<()> {
        if self.state.standing() != Standing::Handling || self.stopped().is_some() {
            return None;
        }
        let what = AskFor::Hold { review_on: event.review_on };
        self.ask(now, by, what, (event.condition.vault, event.approver))
    }
}

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::super::appeal::Appeal;
use super::super::event::AtUnit;
use super::{at, following};
use crate::coded::coded;
use crate::rules::Evidence;
use crate::trail::Kept;

/// A task slip (任务单): part of an order, for a grid, a company or a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The order it belongs to.
    pub order: i64,
    /// Who does it.
    pub to: AtUnit,
    /// The person named there, if one is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<StaffId>,
    /// What is to be done, in the vault.
    pub goal: i64,
    /// By when.
    pub limit: Moment,
    /// What has to be shown.
    pub evidence: Evidence,
    /// How far it is.
    pub progress: SlipProgress,
    /// Since when it is so.
    pub since: Moment,
    /// Who said it was done, as the trail marks people.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub done_by: Option<String>,
}

coded! {
    /// How far a task slip is.
    SlipProgress {
        /// Sent, not yet read.
        Sent = "sent",
        /// Taken on.
        Taken = "taken",
        /// Done, as he says who did it.
        Finished = "finished",
        /// Checked by somebody else, and good.
        Good = "good",
        /// Ended with its order, or called off.
        Ended = "ended",
    }
}

impl SlipProgress {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sent => "待接收",
            Self::Taken => "办理中",
            Self::Finished => "待检查",
            Self::Good => "已完成",
            Self::Ended => "已撤销",
        }
    }
}

impl Slip {
    /// Whether somebody still owes something on it.
    pub const fn is_live(&self) -> bool {
        !matches!(self.progress, SlipProgress::Good | SlipProgress::Ended)
    }
}

/// A task slip was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipIssued {
    /// The order it belongs to.
    pub order: i64,
    /// Who does it.
    pub to: AtUnit,
    /// The person named there, if one is.
    pub person: Option<StaffId>,
    /// What is to be done.
    pub goal: Kept,
    /// By when.
    pub limit: Moment,
    /// What has to be shown.
    pub evidence: Evidence,
}

/// A task slip by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfSlip {
    /// The slip.
    pub slip: i64,
}

/// A task was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipFinished {
    /// The slip.
    pub slip: i64,
    /// What was done.
    pub words: Kept,
}

/// Somebody else looked at what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipChecked {
    /// The slip.
    pub slip: i64,
    /// Whether it is good; else it is done again.
    pub good: bool,
    /// By when it is done again.
    pub limit: Option<Moment>,
    /// What was seen.
    pub words: Option<Kept>,
}

/// A task slip was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipEnded {
    /// The slip.
    pub slip: i64,
    /// Why.
    pub words: Kept,
}

impl Appeal {
    pub(super) fn issue_slip(&mut self, now: Moment, event: &SlipIssued) -> Option<()> {
        let order = self.live_order(event.order)?.n;
        self.casework.slips.push(Slip {
            n: following(&self.casework.slips),
            order,
            to: event.to,
            person: event.person,
            goal: event.goal.vault,
            limit: event.limit,
            evidence: event.evidence,
            progress: SlipProgress::Sent,
            since: now,
            done_by: None,
        });
        Some(())
    }

    pub(super) fn take_slip(&mut self, now: Moment, n: i64) -> Option<()> {
        let slip = at(&mut self.casework.slips, n)?;
        let sent = slip.progress == SlipProgress::Sent;
        sent.then(|| (slip.progress, slip.since) = (SlipProgress::Taken, now))
    }

    pub(super) fn finish_slip(&mut self, now: Moment, actor: &str, n: i64) -> Option<()> {
        let slip = at(&mut self.casework.slips, n)?;
        if !matches!(slip.progress, SlipProgress::Sent | SlipProgress::Taken) {
            return None;
        }
        (slip.progress, slip.since) = (SlipProgress::Finished, now);
        slip.done_by = Some(actor.to_owned());
        Some(())
    }

    pub(super) fn check_slip(
        &mut self,
        now: Moment,
        actor: &str,
        event: &SlipChecked,
    ) -> Option<()> {
        let slip = at(&mut self.casework.slips, event.slip)?;
        let own = slip.done_by.as_deref() == Some(actor);
        if slip.progress != SlipProgress::Finished || own || event.good == event.limit.is_some() {
            return None;
        }
        slip.progress = if event.good { SlipProgress::Good } else { SlipProgress::Taken };
        slip.since = now;
        slip.limit = event.limit.unwrap_or(slip.limit);
        Some(())
    }

    pub(super) fn end_slip(&mut self, n: i64) -> Option<()> {
        let slip = at(&mut self.casework.slips, n).filter(|slip| slip.is_live())?;
        slip.progress = SlipProgress::Ended;
        Some(())
    }

    pub(super) fn end_slips(&mut self, which: impl Fn(&Slip) -> bool) {
        for slip in self.casework.slips.iter_mut().filter(|slip| slip.is_live() && which(slip)) {
            slip.progress = SlipProgress::Ended;
        }
    }
}

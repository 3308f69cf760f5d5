use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use crate::coded::coded;
use crate::organisation::AtUnit;
use crate::rules::Evidence;

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

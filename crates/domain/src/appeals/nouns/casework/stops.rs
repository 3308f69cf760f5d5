use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;
use crate::rules::TimeLimit;

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

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use crate::organisation::AtUnit;
use crate::rules::Evidence;
use crate::trail::Kept;

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

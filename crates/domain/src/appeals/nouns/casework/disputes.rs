use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, UnitId};

use crate::organisation::AtUnit;

/// An order that its unit returned (退单): the level above rules, and work goes on meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The order.
    pub order: i64,
    /// The unit that returned it.
    pub unit: UnitId,
    /// Who did, as the trail marks people: he does not rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// The reason's code.
    pub reason: String,
    /// What it wrote, in the vault.
    pub words: i64,
    /// The unit it names instead.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub suggested: Option<AtUnit>,
    /// Who rules.
    pub ruler: AtUnit,
    /// Since when it waits.
    pub since: Moment,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ruling: Option<Ruling>,
}

/// How a dispute ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Ruling {
    /// The unit keeps it.
    Stays {
        /// When.
        at: Moment,
    },
    /// Another unit has it.
    Moves {
        /// When.
        at: Moment,
        /// Which.
        to: AtUnit,
    },
    /// The order ended before anybody ruled.
    Lapsed,
}

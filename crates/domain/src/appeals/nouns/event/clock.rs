use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::organisation::AtUnit;
use crate::rules::{DutyKind, TimeLimit};
use crate::trail::Kept;

/// The applicant urged those who owe the next step (催办).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urged {
    /// The unit that owed the next step then.
    pub to: AtUnit,
}

/// A superior agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The ask.
    pub ask: i64,
    /// What was said to it.
    pub words: Option<Kept>,
}

/// A superior did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The ask.
    pub ask: i64,
    /// Why.
    pub words: Kept,
}

/// A duty stayed overdue, and the next superior is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// The overdue duty, by its key.
    pub duty: String,
    /// The superior.
    pub to: AtUnit,
}

/// A superior looked into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// The escalation.
    pub escalation: i64,
    /// What was ordered.
    pub words: Kept,
}

/// A running matter took over what later rules say running matters take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesChanged {
    /// The version of the rules that said so.
    pub version: i64,
    /// When something became due sooner by it: nothing does before this, four working hours from
    /// then.
    pub not_before: Option<Moment>,
    /// Whether anything owed on it became due at another time.
    #[serde(default)]
    pub moved: bool,
}

/// Nobody who may review or ask is left: everybody in the role had a hand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolEmpty {
    /// What nobody may do.
    pub duty: DutyKind,
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

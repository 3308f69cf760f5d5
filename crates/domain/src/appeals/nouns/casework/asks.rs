use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use crate::coded::coded;
use crate::organisation::AtUnit;
use crate::rules::TimeLimit;

/// Something that takes effect only when a superior grants it (审批).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// What is asked for.
    pub what: AskFor,
    /// The reasons given, in the vault.
    pub words: i64,
    /// Which unit answers.
    pub approver: AtUnit,
    /// Who asked, as the trail marks people: he does not answer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// Since when it waits.
    pub since: Moment,
    /// How it was answered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<Outcome>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AskFor {
    /// A plan, by its number.
    Plan {
        /// Number of the plan.
        plan: i64,
    },
    /// More time for the lead order (延期).
    Extension {
        /// The order.
        order: i64,
        /// How much more.
        add: TimeLimit,
    },
    /// A place on the hold list (挂账).
    Hold {
        /// When it is looked at again.
        review_on: Moment,
    },
    /// A look at an applicant who is a minor (Regulations on the Protection of Minors in Cyberspace,
    /// art. 36).
    Identity {
        /// Who wants to look.
        by: StaffId,
        /// Whether he has looked; each grant is for one look.
        seen: bool,
    },
}

impl AskFor {
    /// Whether it is a look at the applicant.
    pub const fn is_identity(self) -> bool {
        matches!(self, Self::Identity { .. })
    }
}

/// How somebody stands to the look at an applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookRight {
    /// A reason is enough.
    Free,
    /// He has to ask a superior first: the applicant is a minor.
    Asks,
    /// A superior has not answered yet.
    Waits,
    /// Granted, for one look.
    Granted,
}

coded! {
    /// How an ask ended.
    Outcome {
        /// 同意.
        Granted = "granted",
        /// 不同意.
        Refused = "refused",
        /// It went with the state it was asked in.
        Lapsed = "lapsed",
    }
}

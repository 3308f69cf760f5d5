use crate::appeals::nouns::words::DutyKind;
use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// A pool that is empty, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmptyPool {
    /// What nobody may do.
    pub duty: DutyKind,
    /// Since when.
    pub since: Moment,
}

impl EmptyPool {
    /// The number by which its duty is told from others of the same appeal.
    pub const fn number(&self) -> i64 {
        match self.duty {
            DutyKind::Review => 1,
            DutyKind::FollowUp => 2,
            DutyKind::Verify => 3,
            DutyKind::Approve => 4,
            DutyKind::Rule => 5,
            DutyKind::RuleCount => 7,
            _ => 6,
        }
    }

    /// Whether it is owed beside the way of the appeal, which may be closed.
    pub const fn is_beside(&self) -> bool {
        matches!(self.duty, DutyKind::RuleCount)
    }
}

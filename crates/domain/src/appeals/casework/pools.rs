use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::super::appeal::Appeal;
use super::super::state::Standing;
use crate::rules::DutyKind;

/// Nobody who may review or ask is left: everybody in the role had a hand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolEmpty {
    /// What nobody may do.
    pub duty: DutyKind,
}

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
            _ => 6,
        }
    }
}

impl Appeal {
    pub(super) fn lack_people(&mut self, now: Moment, event: PoolEmpty) -> Option<()> {
        let fits = match event.duty {
            DutyKind::Review | DutyKind::Verify => self.state.standing() == Standing::Reviewing,
            DutyKind::FollowUp => self.state.standing() == Standing::FollowingUp,
            DutyKind::Approve | DutyKind::Rule | DutyKind::Check => self.state.is_open(),
            _ => false,
        };
        let duty = event.duty;
        fits.then(|| self.casework.empty_pool = Some(EmptyPool { duty, since: now }))
    }
}

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

impl Appeal {
    pub(super) fn lack_people(&mut self, now: Moment, event: PoolEmpty) -> Option<()> {
        let fits = match event.duty {
            DutyKind::Review => self.state.standing() == Standing::Reviewing,
            DutyKind::FollowUp => self.state.standing() == Standing::FollowingUp,
            _ => false,
        };
        let duty = event.duty;
        fits.then(|| self.casework.empty_pool = Some(EmptyPool { duty, since: now }))
    }
}

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::event::Named;
use super::shown::Shown;
use crate::organisation::GridRole;

/// One of a team. Names, numbers and words are where the vault has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Which one, from 1; never given twice.
    pub n: i64,
    /// As what.
    pub role: GridRole,
    /// His name.
    pub name: i64,
    /// His number.
    pub phone: Option<i64>,
    /// When he is there.
    pub times: Option<i64>,
    /// What residents read of him.
    pub shown: Shown,
    /// His account, if he has one.
    pub staff: Option<StaffId>,
    /// Who stands in for him.
    pub stand_in: Option<StandIn>,
}

/// Who stands in for somebody; to residents he is shown as the one he stands in for allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// His name.
    pub name: i64,
    /// His number.
    pub phone: Option<i64>,
    /// Until when.
    pub until: Moment,
}

impl Member {
    /// Somebody as he was named.
    pub(super) fn of(n: i64, named: &Named) -> Self {
        let number = |kept: &Option<crate::dossier::Kept>| kept.as_ref().map(|kept| kept.vault);
        Self {
            n,
            role: named.role,
            name: named.name.vault,
            phone: number(&named.phone),
            times: number(&named.times),
            shown: named.shown,
            staff: named.staff,
            stand_in: None,
        }
    }

    /// His own values of the vault.
    pub(super) fn own(&self) -> Vec<i64> {
        [Some(self.name), self.phone, self.times].into_iter().flatten().collect()
    }

    /// All values of the vault about him and who stands in for him.
    pub(super) fn values(&self) -> Vec<i64> {
        let mut values = self.own();
        values.extend(self.stand_in.iter().flat_map(StandIn::values));
        values
    }
}

impl StandIn {
    /// Its values of the vault.
    pub(super) fn values(&self) -> Vec<i64> {
        [Some(self.name), self.phone].into_iter().flatten().collect()
    }
}

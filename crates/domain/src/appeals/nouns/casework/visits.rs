use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::organisation::AtUnit;

/// A home visit by appointment (预约上门).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// Who comes.
    pub by: AtUnit,
    /// When.
    pub at: Moment,
    /// What it is for, in the vault.
    pub words: i64,
    /// Since when it is offered.
    pub since: Moment,
    /// What the applicant said to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agreed: Option<bool>,
    /// Whether it was made, or called off.
    pub done: bool,
}

/// What only the applicant can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// Rate the reply.
    Rating {
        /// Until when.
        until: Moment,
    },
    /// Say whether the time of a visit suits.
    Visit {
        /// Who would come.
        by: AtUnit,
        /// When.
        at: Moment,
    },
}

impl Visit {
    /// Whether somebody still has to come.
    pub fn is_owed(&self) -> bool {
        !self.done && self.agreed != Some(false)
    }
}

use serde::{Deserialize, Serialize};
use xianban_kernel::UnitId;

use super::unit::{Unit, UnitKind};

/// A unit as the trail names it: the row, and of what kind it was then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its kind, which says which role owes a duty there.
    pub kind: UnitKind,
}

impl AtUnit {
    /// The unit as it is now.
    pub const fn of(unit: &Unit) -> Self {
        Self { unit: unit.id, kind: unit.kind }
    }
}

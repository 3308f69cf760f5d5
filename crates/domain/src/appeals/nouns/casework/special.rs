use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use crate::organisation::AtUnit;

/// The special channel (专事转办): a matter with a petition before it, followed by a named person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Special {
    /// Who follows it.
    pub person: StaffId,
    /// Where that person sits.
    pub at: AtUnit,
    /// Since when the next look is owed.
    pub since: Moment,
    /// When it is looked at next.
    pub review_on: Moment,
}

use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// What was owed when the rules changed does not become due at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// When they changed.
    pub at: Moment,
    /// Nothing owed since before that is due sooner than this.
    pub not_before: Moment,
}

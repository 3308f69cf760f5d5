use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// How often an appeal was urged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Urges {
    /// How many times.
    pub count: i64,
    /// The last time.
    pub last: Option<Moment>,
}

/// A call owed to an applicant whom a notice did not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calling {
    /// Since when it is owed: the failure, or the last call that reached nobody.
    pub since: Moment,
    /// Calls made in vain so far.
    pub tries: i64,
}

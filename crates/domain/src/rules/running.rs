use crate::coded::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// A part of new rules that matters already running take over; for all else they keep the rules
    /// they started with.
    Adopted {
        /// Working days, holidays and office hours.
        Calendar = "calendar",
        /// Time limits.
        Limits = "limits",
        /// Plans, approvals, extensions, pauses and returns.
        Casework = "casework",
    }
}

/// What a version of the rules means for matters that run already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Running {
    /// The parts they take over; none, and they run to their end as they began.
    pub adopts: Vec<Adopted>,
}

/// Under which rules a matter runs: the version it started under, with what later versions up to
/// `as_of` said running matters take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Under {
    /// The version it started under.
    pub version: i64,
    /// The latest version that changed something for it; `version` itself as long as none did.
    pub as_of: i64,
}

impl Under {
    /// A matter that starts now.
    pub const fn since(version: i64) -> Self {
        Self { version, as_of: version }
    }
}

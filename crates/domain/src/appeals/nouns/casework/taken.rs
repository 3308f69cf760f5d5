use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, Role};

use crate::organisation::AtUnit;

/// The last rating that staff took down, as long as the applicant may say that it is not his.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Whoever took it down, as the trail marks people.
    pub by: String,
    /// At which unit.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: Moment,
    /// In which round.
    pub round: i64,
    /// Whether it closed the appeal, rather than leading it on.
    pub closed: bool,
    /// The rating that counted before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// Until when it may be disowned.
    pub until: Moment,
}

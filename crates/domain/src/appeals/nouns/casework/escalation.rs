use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::organisation::AtUnit;

/// An overdue duty brought before a superior; the next one up hears of it when nothing comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The overdue duty, by its key.
    pub duty: String,
    /// The superior.
    pub to: AtUnit,
    /// Since when.
    pub since: Moment,
    /// Whether the superior looked into it.
    pub attended: bool,
}

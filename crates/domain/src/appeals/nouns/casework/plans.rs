use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// How a matter is to be settled (方案): nature, responsibility, limit, procedure, goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The round it belongs to.
    pub round: i64,
    /// When it was written.
    pub since: Moment,
    /// By when it is to be settled.
    pub limit: Moment,
    /// Vault numbers of nature, responsibility, procedure and goal.
    pub words: [i64; 4],
    /// When it took effect; superseded by the next that does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub adopted: Option<Moment>,
}

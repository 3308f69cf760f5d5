use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// A superior urged whoever has the matter, and waits for an answer in words (督办).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervision {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// Who urged, as the trail marks people.
    pub by: String,
    /// When.
    pub since: Moment,
    /// Where his words are in the vault.
    pub words: i64,
    /// When it was answered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub answered: Option<Moment>,
}

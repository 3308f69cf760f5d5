use serde::{Deserialize, Serialize};

use crate::trail::Kept;

/// Words alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What was written.
    pub words: Kept,
}

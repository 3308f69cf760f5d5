use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

/// A duty's yellow or red moment passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carded {
    /// Which duty, by its place in the appeal.
    pub duty: String,
    /// Yellow (near due) or red (overdue).
    pub colour: Colour,
    /// When the duty was due.
    pub due: Moment,
}

/// A warning colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Near due.
    Yellow,
    /// Overdue.
    Red,
}

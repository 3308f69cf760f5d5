use serde::{Deserialize, Serialize};
use xianban_kernel::DossierId;

use crate::coded::coded;

/// An order that a whistle owns: what its unit owes, it owes the whistle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfWhistle {
    /// The order.
    pub order: i64,
    /// The whistle's dossier.
    pub whistle: DossierId,
    /// What came of it; `None` while the unit is called.
    pub end: Option<WhistleEnd>,
}

coded! {
    /// What a whistle brought about for an order it owns.
    WhistleEnd {
        /// The unit did its part.
        Done = "done",
        /// The level above ruled that it need not come, or the whistle was taken back.
        Excused = "excused",
        /// The level above ruled that it has to come.
        Bound = "bound",
    }
}

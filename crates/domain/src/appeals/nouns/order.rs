use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;
use crate::organisation::AtUnit;

/// One assignment of an appeal to one unit (工单).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// The round it belongs to.
    pub round: i64,
    /// The unit.
    pub unit: AtUnit,
    /// Whether it leads or helps.
    pub part: Part,
    /// How far it is.
    pub progress: Progress,
    /// When it was sent, or made live again.
    pub since: Moment,
    /// When the applicant was spoken to; only the lead unit owes that.
    pub contacted: Option<Moment>,
}

coded! {
    /// 主办 or 协办.
    Part {
        /// Leads, and writes the one reply.
        Lead = "lead",
        /// Helps, and reports to the lead.
        Assist = "assist",
    }
}

coded! {
    /// How far an order is.
    Progress {
        /// Sent, not yet taken.
        Sent = "sent",
        /// Taken (签收).
        Taken = "taken",
        /// Done, as the unit says (报结).
        Done = "done",
        /// Ended with its round or its appeal.
        Ended = "ended",
    }
}

impl Order {
    /// Whether the unit still owes something on it.
    pub const fn is_live(&self) -> bool {
        matches!(self.progress, Progress::Sent | Progress::Taken)
    }
}

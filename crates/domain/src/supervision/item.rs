use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, UnitId};

use crate::coded::coded;

/// A matter on the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The matter.
    pub appeal: DossierId,
    /// Its number.
    pub no: String,
    /// Who has it now.
    pub unit: UnitId,
    /// Why it is looked at, the weightiest reason first.
    pub reasons: Vec<Reason>,
}

coded! {
    /// Why a matter is looked at; the weightiest first.
    Reason {
        /// The meeting before was not held, and it was on its agenda.
        CarriedOver = "carried_over",
        /// What was decided about it is not carried out.
        Decided = "decided",
        /// Something owed on it is overdue.
        Overdue = "overdue",
        /// Its hold is past its date.
        HoldPast = "hold_past",
        /// 挂牌督办.
        Supervised = "supervised",
        /// Rated low, or said to be unsolved.
        LowRated = "low_rated",
        /// A unit returned its order.
        Returned = "returned",
        /// 再接单: it is in another round.
        Repeated = "repeated",
        /// The applicant urged.
        Urged = "urged",
        /// Something owed on it is near due.
        Due = "due",
        /// Nobody took a step for days.
        Stalled = "stalled",
        /// 重难点.
        Hard = "hard",
        /// Filed since the meeting before.
        New = "new",
    }
}

impl Reason {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CarriedOver => "上次没开会，接着看",
            Self::Decided => "上次议定还没落实",
            Self::Overdue => "超期",
            Self::HoldPast => "挂账到期没有销",
            Self::Supervised => "挂牌督办",
            Self::LowRated => "评价不满意",
            Self::Returned => "退过单",
            Self::Repeated => "再接单",
            Self::Urged => "诉求人催办",
            Self::Due => "快到期",
            Self::Stalled => "几天没有进展",
            Self::Hard => "重难点",
            Self::New => "新收",
        }
    }
}

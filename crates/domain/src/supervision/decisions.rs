use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, Due, Moment, Role, StaffId};

use crate::appeals;
use crate::coded::coded;
use crate::organisation::AtUnit;

coded! {
    /// What a meeting can decide about a matter.
    DecisionKind {
        /// 派任务单.
        Slip = "slip",
        /// 督促: whoever has the matter answers what he does about it.
        Urge = "urge",
        /// 定人.
        Name = "name",
        /// 延期.
        Extend = "extend",
        /// 吹哨.
        Whistle = "whistle",
        /// 挂牌督办.
        List = "list",
        /// 现场会、协调会.
        Meet = "meet",
        /// Something else, in words.
        Other = "other",
    }
}

impl DecisionKind {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slip => "派任务单",
            Self::Urge => "督促",
            Self::Name => "定人",
            Self::Extend => "申请延期",
            Self::Whistle => "吹哨",
            Self::List => "挂牌督办",
            Self::Meet => "开现场会",
            Self::Other => "其他",
        }
    }

    /// The move on the appeal that does what was decided; `None` where there is none of that name.
    pub const fn done_by(self) -> Option<appeals::Action> {
        match self {
            Self::Slip => Some(appeals::Action::IssueSlip),
            Self::Name => Some(appeals::Action::Assign),
            Self::Extend => Some(appeals::Action::Extend),
            Self::List => Some(appeals::Action::List),
            Self::Meet => Some(appeals::Action::Meet),
            // An urge is answered by whoever has the matter, as a decision: with words and a day of its own.
            Self::Urge | Self::Whistle | Self::Other => None,
        }
    }
}

coded! {
    /// How a decision came to its end.
    Settled {
        /// Whoever decided did it on the spot.
        AtOnce = "at_once",
        /// It was carried out.
        Done = "done",
        /// It was dropped, with a reason.
        Dropped = "dropped",
    }
}

impl Settled {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtOnce => "会上已办",
            Self::Done => "已落实",
            Self::Dropped => "不再办",
        }
    }
}

/// Whose duty a decision is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// At which unit.
    pub at: AtUnit,
    /// In which role.
    pub role: Role,
    /// By name, if a person was named.
    pub person: Option<StaffId>,
    /// By when.
    pub due: Due,
}

/// What was decided about a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number within the meeting.
    pub n: i64,
    /// The matter.
    pub appeal: DossierId,
    /// Its number.
    pub no: String,
    /// What.
    pub kind: DecisionKind,
    /// In words, in the vault.
    pub words: i64,
    /// Who decided, as the trail marks people.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Whose duty it is; `None` when it was done on the spot.
    pub charge: Option<Charge>,
    /// The move on the appeal that did it, by its place in the appeal's trail.
    pub moved: Option<i64>,
    /// How it ended; `None` while somebody owes it.
    pub outcome: Option<Outcome>,
}

/// How a decision ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How.
    pub how: Settled,
    /// In words, in the vault.
    pub words: Option<i64>,
    /// Who said so, as the trail marks people.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Decision {
    /// Whether somebody still owes it.
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

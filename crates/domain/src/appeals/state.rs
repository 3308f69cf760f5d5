use serde::{Deserialize, Serialize};

use crate::coded::coded;

coded! {
    /// Where an appeal stands, as staff see it.
    State {
        /// 待接单.
        Submitted = "submitted",
        /// 待研判.
        Assessing = "assessing",
    }
}

coded! {
    /// The five steps a resident sees.
    Step {
        /// 收集.
        Collect = "collect",
        /// 研判.
        Assess = "assess",
        /// 协商.
        Plan = "plan",
        /// 落实.
        Carry = "carry",
        /// 反馈.
        Answer = "answer",
    }
}

coded! {
    /// From whom an appeal came. The article counts residents' appeals and patrol reports apart.
    Origin {
        /// 居民.
        Resident = "resident",
        /// 商户、企业.
        Firm = "firm",
        /// 社区.
        Community = "community",
        /// 网格巡查.
        GridPatrol = "grid_patrol",
        /// 电话、来访、来信, written down at the desk.
        Desk = "desk",
        /// 其他平台.
        OtherPlatform = "other_platform",
        /// Open311.
        Open311 = "open311",
        /// 未诉先办.
        Proactive = "proactive",
    }
}

impl State {
    /// Which of the five steps this is.
    pub const fn step(self) -> Step {
        match self {
            Self::Submitted => Step::Collect,
            Self::Assessing => Step::Assess,
        }
    }
}

/// A version a form was opened at; a move that changes the state carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seen(pub i64);

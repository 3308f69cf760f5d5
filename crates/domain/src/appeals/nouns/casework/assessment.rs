use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

coded! {
    /// Whose matter it is, in the article's three classes.
    Jurisdiction {
        /// Outside the community: it helps to reach the right body.
        Outside = "outside",
        /// Inside, but another body's (property company, 两新组织): the community leads a joint study.
        OtherBody = "other_body",
        /// The community's own.
        Own = "own",
    }
}

coded! {
    /// At which level a community's own matter is settled (分级负责).
    Level {
        /// 网格.
        Grid = "grid",
        /// 小区.
        Estate = "estate",
        /// 社区.
        Community = "community",
    }
}

coded! {
    /// How it is assessed.
    Mode {
        /// 综合研判.
        Comprehensive = "comprehensive",
        /// 专题研判.
        Topical = "topical",
        /// 专家诊断.
        Expert = "expert",
    }
}

coded! {
    /// How much harm may come of it.
    Risk {
        /// 一般.
        Low = "low",
        /// 需要关注.
        Medium = "medium",
        /// 高.
        High = "high",
    }
}

impl Jurisdiction {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "不属社区，帮助联系",
            Self::OtherBody => "在社区内，由其他单位管理",
            Self::Own => "社区负责",
        }
    }
}

impl Level {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grid => "网格级",
            Self::Estate => "小区级",
            Self::Community => "社区级",
        }
    }
}

impl Mode {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comprehensive => "综合研判",
            Self::Topical => "专题研判",
            Self::Expert => "专家诊断",
        }
    }
}

impl Risk {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "一般",
            Self::Medium => "需要关注",
            Self::High => "高风险",
        }
    }
}

/// What an assessment settles besides list, matter, lane and lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessment {
    /// Whose matter it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<Jurisdiction>,
    /// At which level it is settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How it was assessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// How much harm may come of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
    /// The unit complained of: it may assist, never lead, nor see who complains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<AtUnit>,
    /// Why it came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Kept>,
    /// What happened since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<Kept>,
    /// Whether a plan is needed before work starts; else the fast path.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub plan: bool,
}

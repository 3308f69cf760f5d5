use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;
use crate::rules::AppealKind;

coded! {
    /// How a matter reached the staff member who enters it.
    Came {
        /// By telephone.
        Phone = "phone",
        /// Somebody came in.
        Visit = "visit",
        /// On paper.
        Letter = "letter",
        /// A grid worker saw it on his round; nobody asked.
        Patrol = "patrol",
    }
}

impl Came {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "电话",
            Self::Visit => "来访",
            Self::Letter => "来信",
            Self::Patrol => "网格巡查",
        }
    }

    /// From whom a matter comes that came this way.
    pub(crate) const fn origin(self, kind: AppealKind) -> Origin {
        match (self, kind) {
            (Self::Patrol, _) => Origin::GridPatrol,
            (_, AppealKind::Enforcement) => Origin::Community,
            (Self::Phone, _) => Origin::Phone,
            (Self::Visit, _) => Origin::Visit,
            (Self::Letter, _) => Origin::Letter,
        }
    }
}

/// Where an appeal stands, with what belongs to that state only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    /// 待接单.
    Submitted,
    /// 待研判.
    Assessing,
    /// 定方案: a lead order, and a plan to be written and agreed.
    Planning,
    /// 办理中: exactly one live lead order.
    Handling,
    /// 待审核: a reply or refusal waits for somebody who did not write it.
    Reviewing(Proposal),
    /// 待评价: the reply went out.
    FollowingUp(Window),
    /// 待终结: no more rounds; the district writes its conclusion.
    Concluding,
    /// 办结.
    Closed(Closing),
    /// 不予受理, after review.
    Declined,
    /// 已转出 to another district or platform, after review.
    Transferred,
    /// 已撤回, by the applicant.
    Withdrawn,
}

coded! {
    /// The name of a state, for columns, filters and the table of moves.
    Standing {
        /// 待接单.
        Submitted = "submitted",
        /// 待研判.
        Assessing = "assessing",
        /// 定方案.
        Planning = "planning",
        /// 办理中.
        Handling = "handling",
        /// 待审核.
        Reviewing = "reviewing",
        /// 待评价.
        FollowingUp = "following_up",
        /// 待终结.
        Concluding = "concluding",
        /// 办结.
        Closed = "closed",
        /// 不予受理.
        Declined = "declined",
        /// 已转出.
        Transferred = "transferred",
        /// 已撤回.
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// What waits for review.
    Proposed {
        /// The reply of the lead unit after handling.
        Result = "result",
        /// A reply at once, without dispatch.
        Answer = "answer",
        /// A refusal with a legal reason.
        Refusal = "refusal",
        /// Another district or platform takes it over.
        Transfer = "transfer",
        /// The end after the last round, with the next legal channel.
        Conclusion = "conclusion",
    }
}

/// A reply or refusal on its way through review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it is.
    pub what: Proposed,
    /// Where it came from, and goes back to.
    pub from: Standing,
    /// Its words, in the vault.
    pub words: i64,
    /// Of a refusal: the reason's code.
    pub reason: Option<String>,
}

/// The time in which an applicant may rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The words that went out, in the vault.
    pub reply: i64,
    /// Closed unrated after this.
    pub until: Moment,
}

/// How an appeal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The words that went out, in the vault.
    pub reply: i64,
    /// Stars, 1 to 5; `None` when nobody rated, which is not satisfied.
    pub grade: Option<i64>,
    /// Until when the applicant may ask for another round.
    pub rework_until: Moment,
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
        /// Written down at the desk, in whatever way it came.
        Desk = "desk",
        /// 电话.
        Phone = "phone",
        /// 来访.
        Visit = "visit",
        /// 来信.
        Letter = "letter",
        /// 其他平台.
        OtherPlatform = "other_platform",
        /// Open311.
        Open311 = "open311",
        /// 未诉先办.
        Proactive = "proactive",
    }
}

impl State {
    /// Its name.
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Submitted => Standing::Submitted,
            Self::Assessing => Standing::Assessing,
            Self::Planning => Standing::Planning,
            Self::Handling => Standing::Handling,
            Self::Reviewing(_) => Standing::Reviewing,
            Self::FollowingUp(_) => Standing::FollowingUp,
            Self::Concluding => Standing::Concluding,
            Self::Closed(_) => Standing::Closed,
            Self::Declined => Standing::Declined,
            Self::Transferred => Standing::Transferred,
            Self::Withdrawn => Standing::Withdrawn,
        }
    }

    /// When the window for rating ends, while one is open.
    pub const fn closes_at(&self) -> Option<Moment> {
        if let Self::FollowingUp(window) = self { Some(window.until) } else { None }
    }

    /// Whether somebody still owes it something.
    pub const fn is_open(&self) -> bool {
        !matches!(self, Self::Closed(_) | Self::Declined | Self::Transferred | Self::Withdrawn)
    }

    /// Which of the five steps a resident sees.
    pub const fn step(&self) -> Step {
        match self {
            Self::Submitted => Step::Collect,
            Self::Assessing => Step::Assess,
            Self::Planning => Step::Plan,
            Self::Handling => Step::Carry,
            Self::Reviewing(_)
            | Self::FollowingUp(_)
            | Self::Concluding
            | Self::Closed(_)
            | Self::Declined
            | Self::Transferred
            | Self::Withdrawn => Step::Answer,
        }
    }
}

impl Standing {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submitted => "待接单",
            Self::Assessing => "待研判",
            Self::Planning => "定方案",
            Self::Handling => "办理中",
            Self::Reviewing => "待审核",
            Self::FollowingUp => "待评价",
            Self::Concluding => "待终结",
            Self::Closed => "办结",
            Self::Declined => "不予受理",
            Self::Transferred => "已转出",
            Self::Withdrawn => "已撤回",
        }
    }
}

impl Origin {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resident => "居民",
            Self::Firm => "商户、企业",
            Self::Community => "社区",
            Self::GridPatrol => "网格巡查",
            Self::Desk => "窗口代录",
            Self::Phone => "电话",
            Self::Visit => "来访",
            Self::Letter => "来信",
            Self::OtherPlatform => "其他平台",
            Self::Open311 => "Open311",
            Self::Proactive => "未诉先办",
        }
    }

    /// Whether a resident or firm asked, and is asked back: else the result is verified instead.
    pub const fn is_rated(self) -> bool {
        !matches!(self, Self::Community | Self::GridPatrol | Self::Proactive)
    }
}

/// A version a form was opened at; a move that changes the state carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seen(pub i64);

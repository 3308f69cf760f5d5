use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;
use crate::organisation::AtUnit;

coded! {
    /// The lists that an appeal can be put on.
    Why {
        /// 挂牌: on the public board of what a level has taken on.
        Board = "board",
        /// 重难点诉求处置清单.
        Hard = "hard",
        /// 挂牌督办.
        Supervised = "supervised",
    }
}

impl Why {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "挂牌",
            Self::Hard => "重难点",
            Self::Supervised => "挂牌督办",
        }
    }
}

/// A place on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// Which list.
    pub why: Why,
    /// Why it is there, in the vault; `None` when the machine put it there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub words: Option<i64>,
    /// Since when.
    pub since: Moment,
    /// By when the matter is to be settled, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Moment>,
    /// The unit that put it there and looks at it when that has passed; `None` when the machine did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<AtUnit>,
}

impl Listing {
    /// A place on a list that asks for nothing more.
    pub(crate) const fn plain(why: Why, words: Option<i64>, since: Moment) -> Self {
        Self { why, words, since, until: None, by: None }
    }
}

coded! {
    /// What a later round takes besides a new plan.
    Measure {
        /// 现场勘查.
        SiteVisit = "site_visit",
        /// 听取汇报.
        Hearing = "hearing",
        /// 多方联席会.
        JointMeeting = "joint_meeting",
    }
}

impl Measure {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SiteVisit => "现场勘查",
            Self::Hearing => "听取汇报",
            Self::JointMeeting => "多方联席会",
        }
    }
}

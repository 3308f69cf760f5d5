use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;
use crate::organisation::AtUnit;

coded! {
    /// How an appeal is counted in the rates.
    Counting {
        /// 不计入考核: in none of them.
        LeftOut = "left_out",
        /// 计入考核: as every appeal is from the start.
        CountedIn = "counted_in",
    }
}

coded! {
    /// Why an appeal should be counted otherwise.
    CountReason {
        /// What was asked has no ground in law.
        Unreasonable = "unreasonable",
        /// Policy does not allow it yet.
        Policy = "policy",
        /// 不可抗力.
        Force = "force",
        /// Another unit answers for it.
        WrongUnit = "wrong_unit",
        /// Stars given by mistake, or not by the applicant.
        Mistaken = "mistaken",
        /// It was left out without good reason.
        CountedWrongly = "counted_wrongly",
    }
}

/// An objection to how an appeal is counted (计数异议).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// How it should be counted.
    pub wanted: Counting,
    /// Why.
    pub reason: CountReason,
    /// Who objected, as the trail marks people: he does not rule.
    pub by: String,
    /// The unit whose rates it is about.
    pub unit: AtUnit,
    /// Since when it waits.
    pub since: Moment,
    /// Where his words are in the vault.
    pub words: i64,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ruling: Option<CountRuling>,
}

/// How an objection ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRuling {
    /// Whether it is counted from then on as was wanted.
    pub granted: bool,
    /// Who ruled, as the trail marks people.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Counting {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftOut => "不计入考核",
            Self::CountedIn => "计入考核",
        }
    }

    /// The other way.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::LeftOut => Self::CountedIn,
            Self::CountedIn => Self::LeftOut,
        }
    }

    /// On what an objection that wants it may be founded.
    pub const fn reasons(self) -> &'static [CountReason] {
        use CountReason as R;
        match self {
            Self::LeftOut => &[R::Unreasonable, R::Policy, R::Force, R::WrongUnit, R::Mistaken],
            Self::CountedIn => &[R::CountedWrongly],
        }
    }
}

impl CountReason {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreasonable => "诉求于法无据",
            Self::Policy => "政策一时办不到",
            Self::Force => "不可抗力",
            Self::WrongUnit => "不是本单位的责任",
            Self::Mistaken => "评价点错或者不是本人",
            Self::CountedWrongly => "不应当剔除",
        }
    }
}

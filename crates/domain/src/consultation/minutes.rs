use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;

/// What stands beside heads for and against, wherever they are shown.
pub const NOT_A_VOTE: &str = "不是表决";

coded! {
    /// What came of it.
    Decision {
        /// 达成一致.
        Agreed = "agreed",
        /// 部分达成一致.
        Partly = "partly",
        /// 没有达成一致.
        Not = "not",
    }
}

impl Decision {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreed => "达成一致",
            Self::Partly => "部分达成一致",
            Self::Not => "没有达成一致",
        }
    }
}

coded! {
    /// What follows where people did not agree, or did not keep to it.
    Next {
        /// 吹哨报到.
        Whistle = "whistle",
        /// 一事一策.
        Plan = "plan",
        /// 业主表决.
        Vote = "vote",
        /// 不再处理，说明理由.
        Leave = "leave",
    }
}

impl Next {
    /// Those that can be chosen. A vote of owners has no room yet: it stands in older consultations only.
    pub const OFFERED: &[Self] = &[Self::Whistle, Self::Plan, Self::Leave];

    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whistle => "吹哨，请部门到场",
            Self::Plan => "转为办理方案",
            Self::Vote => "提交业主表决",
            Self::Leave => "不再推进，说明理由",
        }
    }
}

/// What somebody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who.
    pub by: i64,
    /// His words in the vault.
    pub words: i64,
    /// When it was written down.
    pub at: Moment,
}

/// What somebody proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its number, from 1.
    pub n: i64,
    /// Who.
    pub by: i64,
    /// In the vault.
    pub words: i64,
    /// Heads for and against, as last counted.
    pub heads: Option<(i64, i64)>,
}

/// What was agreed: who does what by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its number, from 1.
    pub n: i64,
    /// What, in the vault.
    pub words: i64,
    /// Which participant does it.
    pub who: i64,
    /// By when.
    pub due: Moment,
    /// How it ended: whether it was kept, and words in the vault.
    pub settled: Option<(bool, i64)>,
}

/// What somebody who came says of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who.
    pub n: i64,
    /// When.
    pub at: Moment,
    /// Whether he objected.
    pub objected: bool,
    /// Whether he signed on paper, and the caller wrote that down.
    pub on_paper: bool,
    /// Who did it, as the trail marks people.
    pub by: String,
}

/// What somebody holds against minutes. It stays, also when they are written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Who.
    pub n: i64,
    /// In the vault.
    pub words: i64,
    /// When.
    pub at: Moment,
    /// Against which writing of the minutes.
    pub edition: i64,
}

/// The minutes as last written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// How often they were written.
    pub edition: i64,
    /// In the vault.
    pub words: i64,
    /// What came of it.
    pub decision: Decision,
    /// What was agreed.
    pub agreements: Vec<Agreement>,
    /// Who answered, of those who came: each once, his last word.
    pub answers: Vec<Answer>,
}

impl Minutes {
    /// What this participant says of them; `None` is silence, never consent.
    pub fn answer_of(&self, n: i64) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.n == n)
    }

    /// Whether a next step has to be chosen: not all was agreed, or something was not kept.
    pub fn leaves_open(&self) -> bool {
        let broken = |agreement: &Agreement| matches!(agreement.settled, Some((false, _)));
        self.decision != Decision::Agreed || self.agreements.iter().any(broken)
    }
}

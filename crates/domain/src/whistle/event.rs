use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, FileId};

use crate::dossier::Kept;
use crate::files::KeptFile;
use crate::folded;
use crate::organisation::AtUnit;

/// A unit to be called, as a draft names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The unit.
    pub unit: AtUnit,
    /// What is asked of it.
    pub asked: Kept,
    /// Why it is called although its duty list does not have the matter.
    pub overridden: Option<Kept>,
}

/// What a draft says; a change says all of it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// The community that whistles.
    pub unit: AtUnit,
    /// The level above.
    pub above: AtUnit,
    /// What it is about, in a line.
    pub title: Kept,
    /// Why it is beyond the community, and what is asked.
    pub text: Kept,
    /// The appeals.
    pub appeals: Vec<DossierId>,
    /// Who is called.
    pub called: Vec<Named>,
    /// Within how many minutes they are to be on site once they have answered.
    pub minutes: i64,
}

/// Words alone: why it was sent back, dropped, recalled; what is not enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// The words.
    pub words: Kept,
}

/// Nothing but that it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plain {}

/// Something about one receiver, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Of {
    /// The receiver's number.
    pub n: i64,
    /// The words, where there are any.
    pub words: Option<Kept>,
}

/// A receiver holds that it need not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The receiver's number.
    pub n: i64,
    /// A reason of the rules.
    pub reason: String,
    /// Why.
    pub words: Kept,
    /// Whose it is instead.
    pub suggested: Option<AtUnit>,
}

/// The level above ruled; there is no return after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// The receiver's number.
    pub n: i64,
    /// Whether it has to come.
    pub comes: bool,
    /// Why.
    pub words: Kept,
}

/// What a receiver brought about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The receiver's number.
    pub n: i64,
    /// What was done.
    pub words: Kept,
    /// Photos of it.
    pub files: Vec<KeptFile>,
}

/// Whether a receiver is on site, as the whistler says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// The receiver's number.
    pub n: i64,
    /// Whether it is there.
    pub there: bool,
    /// What was seen.
    pub words: Option<Kept>,
}

/// It is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// Numbers of the receivers whose part is solved.
    pub solved: Vec<i64>,
    /// What came of it.
    pub words: Kept,
}

/// Whether it was rightly blown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Whether.
    pub rightly: bool,
    /// Why.
    pub words: Kept,
}

/// Everything that can happen to a whistle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 起草.
    Drafted(Drafted),
    /// 修改.
    Changed(Drafted),
    /// 退回修改.
    SentBack(Because),
    /// 作废.
    Dropped(Because),
    /// 吹哨.
    Blown(Plain),
    /// 撤回.
    Recalled(Because),
    /// 再叫一家.
    Joined(Named),
    /// 应哨.
    Responded(Of),
    /// 认为不该来.
    Refused(Refused),
    /// 到期没有应哨.
    Silent(Of),
    /// 裁定.
    Ruled(Ruled),
    /// 报到.
    Arrived(Of),
    /// 确认到场.
    Confirmed(Confirmed),
    /// 反馈结果.
    Reported(Reported),
    /// 还不够.
    Complained(Because),
    /// 到期没有销哨，由上级来销.
    PassedUp(Plain),
    /// 销哨.
    Closed(Closed),
    /// 评判.
    Judged(Judged),
}

impl folded::Event for Event {
    fn said(&self) -> String {
        match self {
            Self::Drafted(_) => "起草了吹哨单",
            Self::Changed(_) => "改了吹哨单",
            Self::SentBack(_) => "书记退回修改",
            Self::Dropped(_) => "作废，没有吹哨",
            Self::Blown(_) => "吹哨",
            Self::Recalled(_) => "撤回吹哨",
            Self::Joined(_) => "再叫一个单位",
            Self::Responded(_) => "应哨，来办",
            Self::Refused(_) => "认为不该来，等上级裁定",
            Self::Silent(_) => "到期没有应哨，交上级处理",
            Self::Ruled(ruled) if ruled.comes => "上级裁定：应当来",
            Self::Ruled(_) => "上级裁定：不用来",
            Self::Arrived(_) => "报到，已到现场",
            Self::Confirmed(confirmed) if confirmed.there => "确认已经到场",
            Self::Confirmed(_) => "确认没有到场",
            Self::Reported(_) => "反馈办理结果",
            Self::Complained(_) => "认为还不够，请继续办",
            Self::PassedUp(_) => "到期没有销哨，转上级来销",
            Self::Closed(_) => "销哨",
            Self::Judged(judged) if judged.rightly => "评判：吹得对",
            Self::Judged(_) => "评判：不该吹",
        }
        .to_owned()
    }

    fn words(&self) -> Vec<i64> {
        let kept: Vec<&Kept> = match self {
            Self::Drafted(it) | Self::Changed(it) => vec![&it.text],
            Self::SentBack(it) | Self::Dropped(it) | Self::Recalled(it) | Self::Complained(it) => {
                vec![&it.words]
            }
            Self::Joined(it) => vec![&it.asked],
            Self::Responded(it) | Self::Silent(it) | Self::Arrived(it) => it.words.iter().collect(),
            Self::Refused(it) => vec![&it.words],
            Self::Ruled(it) => vec![&it.words],
            Self::Confirmed(it) => it.words.iter().collect(),
            Self::Reported(it) => vec![&it.words],
            Self::Closed(it) => vec![&it.words],
            Self::Judged(it) => vec![&it.words],
            Self::Blown(_) | Self::PassedUp(_) => Vec::new(),
        };
        kept.into_iter().map(|kept| kept.vault).collect()
    }

    fn files(&self) -> &[KeptFile] {
        if let Self::Reported(it) = self { &it.files } else { &[] }
    }

    fn erased(&self) -> (&[i64], &[FileId]) {
        (&[], &[])
    }
}

impl Event {
    /// The receiver it is about.
    pub const fn receiver(&self) -> Option<i64> {
        match self {
            Self::Responded(it) | Self::Silent(it) | Self::Arrived(it) => Some(it.n),
            Self::Refused(it) => Some(it.n),
            Self::Ruled(it) => Some(it.n),
            Self::Confirmed(it) => Some(it.n),
            Self::Reported(it) => Some(it.n),
            Self::Drafted(_)
            | Self::Changed(_)
            | Self::SentBack(_)
            | Self::Dropped(_)
            | Self::Blown(_)
            | Self::Recalled(_)
            | Self::Joined(_)
            | Self::Complained(_)
            | Self::PassedUp(_)
            | Self::Closed(_)
            | Self::Judged(_) => None,
        }
    }
}

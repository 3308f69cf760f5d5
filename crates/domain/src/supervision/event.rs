use serde::{Deserialize, Serialize};
use xianban_kernel::{Day, DossierId, FileId, Moment};

use super::cadence::Cadence;
use super::decisions::{Charge, DecisionKind};
use super::item::Item;
use crate::dossier::Kept;
use crate::files::KeptFile;
use crate::folded;
use crate::organisation::AtUnit;

/// The calendar says that it is to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Whose meeting.
    pub unit: AtUnit,
    /// Which.
    pub cadence: Cadence,
    /// On which day.
    pub on: Day,
    /// From when.
    pub from: Moment,
    /// Until when; what was not held by then is not held.
    pub until: Moment,
    /// The meeting of this cadence before it.
    pub before: Option<DossierId>,
}

/// It began, and its agenda was fixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Began {
    /// What is looked at, in order.
    pub items: Vec<Item>,
    /// How many matters found no room.
    pub left_off: usize,
}

/// Something was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The matter, which is on the agenda.
    pub appeal: DossierId,
    /// What.
    pub decision: DecisionKind,
    /// In words.
    pub words: Kept,
    /// Whose duty it is.
    pub charge: Option<Charge>,
    /// The move that did it on the spot.
    pub moved: Option<i64>,
}

/// A decision was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOut {
    /// Which.
    pub n: i64,
    /// What came of it.
    pub words: Kept,
}

/// A decision was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// Which.
    pub n: i64,
    /// Why.
    pub words: Kept,
}

/// It came to its end; by itself when the program says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// More words for the minutes.
    pub words: Option<Kept>,
}

/// It was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledOff {
    /// Why.
    pub words: Kept,
    /// What it would have looked at.
    pub items: Vec<Item>,
}

/// Its day passed and nobody began it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// What it would have looked at.
    pub items: Vec<Item>,
}

/// Everything that can happen to a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 排定.
    Planned(Planned),
    /// 开始.
    Began(Began),
    /// 议定.
    Decided(Box<Decided>),
    /// 落实.
    CarriedOut(CarriedOut),
    /// 不再办.
    Dropped(Dropped),
    /// 结束.
    Closed(Closed),
    /// 不开.
    CalledOff(CalledOff),
    /// 未召开.
    Lapsed(Lapsed),
}

impl folded::Event for Event {
    fn said(&self) -> String {
        match self {
            Self::Planned(it) => format!("按工作日历排定{}", it.cadence.name()),
            Self::Began(it) => format!("开始，议程 {} 件", it.items.len()),
            Self::Decided(it) => format!("议定：{}", it.decision.name()),
            Self::CarriedOut(it) => format!("第 {} 项议定已落实", it.n),
            Self::Dropped(it) => format!("第 {} 项议定不再办", it.n),
            Self::Closed(_) => "结束".to_owned(),
            Self::CalledOff(_) => "这次不开，事项留到下次".to_owned(),
            Self::Lapsed(_) => "未召开，事项留到下次".to_owned(),
        }
    }

    fn words(&self) -> Vec<i64> {
        let kept = match self {
            Self::Planned(_) | Self::Began(_) | Self::Lapsed(_) => None,
            Self::Decided(it) => Some(&it.words),
            Self::CarriedOut(it) => Some(&it.words),
            Self::Dropped(it) => Some(&it.words),
            Self::CalledOff(it) => Some(&it.words),
            Self::Closed(it) => it.words.as_ref(),
        };
        kept.map(|kept| kept.vault).into_iter().collect()
    }

    fn files(&self) -> &[KeptFile] {
        &[]
    }

    fn erased(&self) -> (&[i64], &[FileId]) {
        (&[], &[])
    }
}

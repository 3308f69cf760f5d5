use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, Moment};

use super::receiver::{Receiver, Stage};
use crate::coded::coded;
use crate::dossier::Kept;
use crate::folded::Face;
use crate::organisation::AtUnit;
use crate::whistle::event::{Drafted, Named};

coded! {
    /// Where a whistle stands.
    Standing {
        /// It waits for the secretary.
        Draft = "draft",
        /// The secretary sent it back.
        Back = "back",
        /// It is blown, and receivers are at it.
        Blown = "blown",
        /// It is closed, and waits for the judgement.
        Settled = "settled",
        /// It is closed and judged.
        Closed = "closed",
        /// It was taken back before anybody answered.
        Recalled = "recalled",
        /// It was never blown.
        Dropped = "dropped",
    }
}

impl Standing {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "待书记审批",
            Self::Back => "退回修改",
            Self::Blown => "已吹哨",
            Self::Settled => "已销哨，待评判",
            Self::Closed => "已办结",
            Self::Recalled => "已撤回",
            Self::Dropped => "已作废",
        }
    }

    /// Whether nothing more happens to it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Recalled | Self::Dropped)
    }
}

/// A bundle of appeals beyond a community's power, and who is called to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whistle {
    /// The community that whistles.
    pub unit: AtUnit,
    /// The level above.
    pub above: AtUnit,
    /// What it is about, in a line, in the vault.
    pub title: i64,
    /// Why, and what is asked, in the vault.
    pub text: i64,
    /// The appeals.
    pub appeals: Vec<DossierId>,
    /// Who is called.
    pub receivers: Vec<Receiver>,
    /// Within how many minutes they are to be on site.
    pub minutes: i64,
    /// Where it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Moment,
    /// When it was blown.
    pub blown: Option<Moment>,
    /// Whether the whistler has said once that it is not enough.
    pub complained: bool,
    /// Whether the level above closes it, for the whistler let his limit pass.
    pub passed_up: bool,
    /// Whether it was rightly blown.
    pub rightly: Option<bool>,
}

impl Whistle {
    pub(super) fn of(at: Moment, said: &Drafted) -> Self {
        let mut whistle = Self {
            unit: said.unit,
            above: said.above,
            title: said.title.vault,
            text: said.text.vault,
            appeals: said.appeals.clone(),
            receivers: Vec::new(),
            minutes: said.minutes,
            standing: Standing::Draft,
            since: at,
            blown: None,
            complained: false,
            passed_up: false,
            rightly: None,
        };
        for named in &said.called {
            whistle.add(at, named);
        }
        whistle
    }

    pub(super) fn add(&mut self, at: Moment, named: &Named) {
        let n = i64::try_from(self.receivers.len()).unwrap_or(0) + 1;
        self.receivers.push(Receiver {
            n,
            unit: named.unit,
            asked: named.asked.vault,
            overridden: named.overridden.as_ref().map(|kept: &Kept| kept.vault),
            stage: Stage::Called,
            since: at,
            responded: None,
            was_silent: false,
            ruled: false,
            arrived: None,
            in_time: None,
            result: None,
            solved: None,
        });
    }

    /// A receiver by its number.
    pub fn receiver(&self, n: i64) -> Option<&Receiver> {
        self.receivers.iter().find(|one| one.n == n)
    }

    /// Whether nobody has answered yet, and nothing was ruled: a ruling is final, over silence too.
    pub fn is_unanswered(&self) -> bool {
        let fresh =
            |one: &Receiver| matches!(one.stage, Stage::Called | Stage::Silent) && !one.ruled;
        self.standing == Standing::Blown && self.receivers.iter().all(fresh)
    }

    /// Whether all receivers are done with it.
    pub fn is_answered(&self) -> bool {
        self.receivers.iter().all(|one| one.stage.is_over())
    }

    /// By when somebody who answered at `since` is to be there.
    pub const fn arrive_by(&self, since: Moment) -> Moment {
        since.plus_millis(self.minutes * 60_000)
    }

    pub(super) fn shown(&self) -> Face {
        let mut readers = BTreeSet::from([format!("unit:{}", self.unit.unit)]);
        if !matches!(self.standing, Standing::Draft | Standing::Back | Standing::Dropped) {
            readers.insert(format!("unit:{}", self.above.unit));
            readers.extend(self.receivers.iter().map(|one| format!("unit:{}", one.unit.unit)));
        }
        Face {
            title: Some(self.title),
            words: None,
            place: None,
            unit: self.unit.unit,
            sort: self.standing.code().to_owned(),
            open: !self.standing.is_over(),
            readers,
            about: self.appeals.iter().copied().collect(),
            found_by: vec![self.title, self.text],
        }
    }
}

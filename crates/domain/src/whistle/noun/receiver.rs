use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;
use crate::organisation::AtUnit;

coded! {
    /// How far a called unit is.
    Stage {
        /// It is called and has not answered.
        Called = "called",
        /// It holds that it need not come; the level above rules.
        Refused = "refused",
        /// It stayed silent beyond the limit; the level above sees to it.
        Silent = "silent",
        /// The level above ruled that it need not come.
        Excused = "excused",
        /// It comes.
        Coming = "coming",
        /// It says that it is there.
        Arrived = "arrived",
        /// The whistler has confirmed it; it works.
        Working = "working",
        /// It has said what it brought about.
        Reported = "reported",
    }
}

impl Stage {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Called => "等应哨",
            Self::Refused => "等裁定",
            Self::Silent => "到期未应哨",
            Self::Excused => "不用来",
            Self::Coming => "已应哨",
            Self::Arrived => "已报到",
            Self::Working => "办理中",
            Self::Reported => "已反馈",
        }
    }

    /// Whether nothing more is asked of it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Excused | Self::Reported)
    }
}

/// A unit that is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// Its number, from 1.
    pub n: i64,
    /// The unit.
    pub unit: AtUnit,
    /// What is asked of it, in the vault.
    pub asked: i64,
    /// Why the duty list was overridden, in the vault.
    pub overridden: Option<i64>,
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub since: Moment,
    /// When it answered that it comes.
    pub responded: Option<Moment>,
    /// Whether it let the limit pass without an answer.
    pub was_silent: bool,
    /// Whether the level above ruled already.
    pub ruled: bool,
    /// When it told that it was there.
    pub arrived: Option<Moment>,
    /// Whether that was in time; `None` before it is confirmed.
    pub in_time: Option<bool>,
    /// What it brought about, in the vault.
    pub result: Option<i64>,
    /// Whether its part is solved, as the whistle was closed.
    pub solved: Option<bool>,
}

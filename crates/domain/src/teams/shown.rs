use serde::{Deserialize, Serialize};

use crate::coded::coded;

coded! {
    /// What residents read of a name.
    NameShown {
        /// All of it.
        Full = "full",
        /// The surname: 张师傅.
        Surname = "surname",
    }
}

coded! {
    /// Which number residents read.
    PhoneShown {
        /// His own.
        Own = "own",
        /// That of the community instead.
        Office = "office",
        /// None.
        Nothing = "nothing",
    }
}

impl NameShown {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "全名",
            Self::Surname => "只看姓，如“张师傅”",
        }
    }
}

impl PhoneShown {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "他的电话",
            Self::Office => "看社区电话",
            Self::Nothing => "不显示电话",
        }
    }
}

/// What somebody allows residents to read of him.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Of his name.
    pub name: NameShown,
    /// Of his number.
    pub phone: PhoneShown,
}

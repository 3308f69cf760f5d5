use serde::{Deserialize, Serialize};
use xianban_kernel::{FileId, Moment, Role, StaffId, UnitId};

use super::note::What;
use crate::dossier::Kept;
use crate::files::KeptFile;
use crate::folded;

/// Something was done, and is noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// To what.
    pub subject: String,
    /// The office whose ledger it is.
    pub unit: UnitId,
    /// How many entries are from before there was this dossier; with the first event only.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub before: i64,
    /// How.
    pub what: What,
    /// Who, what it is called and what is different, as `ledger_entry` has it.
    pub words: Kept,
    /// How the thing stands now: SM3 over its rows; none for what has no rows of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
}

/// It was there before anything was noted of it: laid with the district, or older than the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// What.
    pub subject: String,
    /// The office whose ledger it is.
    pub unit: UnitId,
    /// How many entries are from before there was this dossier.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub before: i64,
    /// How it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
}

/// What is to be done to an account that an administrator holds, or is to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Give it a post.
    Give {
        /// Where.
        unit: UnitId,
        /// As what.
        role: Role,
        /// From when.
        from: Moment,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Moment>,
    },
    /// Take a post from it.
    Take {
        /// Where.
        unit: UnitId,
        /// As what.
        role: Role,
    },
    /// Close it.
    Disable,
    /// Open it again.
    Enable,
    /// Lift its lock.
    Unlock,
    /// Give it a new password.
    Password,
    /// Let it set up its second factor anew.
    Factor,
}

/// Somebody wants something done that a second person has to agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What.
    pub deed: Deed,
    /// As people read it.
    pub said: String,
    /// Who asked.
    pub by: StaffId,
    /// Who it is about.
    pub whom: StaffId,
    /// Whether the auditor has to agree: it is about the security administrator.
    pub auditor: bool,
}

/// A second person agreed; it was done, which the next event notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// What, as people read it.
    pub said: String,
}

/// A second person did not agree, or whoever asked took it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// What, as people read it.
    pub said: String,
    /// Why; whoever takes it back need not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Kept>,
}

/// Everything that can happen in a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// 记了一笔.
    Noted(Noted),
    /// 登记时已有.
    Adopted(Adopted),
    /// 提出，等第二个人同意.
    Asked(Asked),
    /// 第二个人同意.
    Agreed(Agreed),
    /// 没有同意，或者收回.
    Declined(Declined),
}

impl folded::Event for Event {
    fn said(&self) -> String {
        match self {
            Self::Noted(noted) => noted.what.name().to_owned(),
            Self::Adopted(_) => "登记时已有".to_owned(),
            Self::Asked(asked) => format!("提出：{}，等第二个人同意", asked.said),
            Self::Agreed(agreed) => format!("同意：{}", agreed.said),
            Self::Declined(declined) => format!("没有办：{}", declined.said),
        }
    }

    fn words(&self) -> Vec<i64> {
        match self {
            Self::Declined(declined) => declined.words.iter().map(|kept| kept.vault).collect(),
            // They are for the lists, in which they are read field by field.
            Self::Noted(_) | Self::Adopted(_) | Self::Asked(_) | Self::Agreed(_) => Vec::new(),
        }
    }

    fn files(&self) -> &[KeptFile] {
        &[]
    }

    fn erased(&self) -> (&[i64], &[FileId]) {
        (&[], &[])
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks it so")]
const fn is_zero(n: &i64) -> bool {
    *n == 0
}

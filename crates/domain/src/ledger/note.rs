use std::fmt;

use serde::{Deserialize, Serialize};

use super::subject::Subject;
use crate::coded::coded;

coded! {
    /// What was done to a thing.
    What {
        /// It was not there before.
        Added = "added",
        /// Something about it is different now.
        Changed = "changed",
        /// It takes nothing new.
        Closed = "closed",
        /// Its open work went to another.
        HandedOver = "handed_over",
        /// It was looked at, or taken out.
        Seen = "seen",
    }
}

impl What {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Changed => "修改",
            Self::Closed => "撤销",
            Self::HandedOver => "移交",
            Self::Seen => "查看",
        }
    }
}

/// One thing about a thing: before and after, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What, as shown.
    pub name: String,
    /// Before; empty when there was nothing.
    pub from: String,
    /// After; empty when there is nothing.
    pub to: String,
}

impl Field {
    /// A thing about a thing, before and after.
    pub fn new(name: &str, from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { name: name.to_owned(), from: from.into(), to: to.into() }
    }
}

/// What is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What changed.
    pub subject: Subject,
    /// How.
    pub what: What,
    /// What it is called.
    pub name: String,
    /// What is different.
    pub fields: Vec<Field>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", self.what.name(), self.subject.sort().name(), self.name)?;
        if self.name != self.subject.key() {
            write!(f, "（{}）", self.subject.key())?;
        }
        for (n, field) in self.fields.iter().enumerate() {
            f.write_str(if n == 0 { "：" } else { "；" })?;
            write!(f, "{field}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none =
            |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        match self.from.as_str() {
            "" => write!(f, "{} {}", self.name, or_none(&self.to)),
            from => write!(f, "{} {from} → {}", self.name, or_none(&self.to)),
        }
    }
}

/// The words of an entry, as its dossier's vault has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    /// Who; empty when it was done at the machine.
    pub author: String,
    /// What the thing is called.
    pub name: String,
    /// What is different.
    pub fields: Vec<Field>,
}

use crate::coded::coded;
use crate::duty::Kind;
use crate::rules::{ActionWord, DutyWord};

/// What the dossier of an extract is called.
pub const KIND: &str = "extract";

coded! {
    /// What can be granted over extracts: whoever asked reads his own without it.
    Action {
        /// Read those that others asked for.
        Read = "read_extract",
    }
}

coded! {
    /// What whoever asked is told.
    NoticeKind {
        /// It is there.
        Made = "extract_made",
        /// It could not be made.
        Failed = "extract_failed",
    }
}

impl ActionWord for Action {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}

/// What people owe on an extract: nothing, the program makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {}

impl DutyWord for Nothing {
    fn code(&self) -> &str {
        match *self {}
    }
}

impl Kind for Nothing {
    fn from_code(_: &str) -> Option<Self> {
        None
    }
}

use std::fmt;

use crate::rules::DutyWord;
use xianban_kernel::{Due, Moment, Post, Role, StaffId, UnitId};

/// A kind of duty, as a room's closed list of them gives it.
pub trait Kind: DutyWord + Eq + fmt::Debug {
    /// The kind with this code.
    fn from_code(code: &str) -> Option<Self>;
}

/// What somebody owes an open dossier, and by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty<K> {
    /// What is owed.
    pub kind: K,
    /// Which part of the dossier it is about, such as an order or a slip; 0 for the dossier itself.
    pub part: i64,
    /// Where the seat stands.
    pub unit: UnitId,
    /// The role that owes it.
    pub role: Role,
    /// The person it is given to by name; else all who hold the role.
    pub person: Option<StaffId>,
    /// Since when it is owed.
    pub since: Moment,
    /// When it is near due.
    pub yellow: Moment,
    /// When it is due; overdue from then on.
    pub due: Due,
}

impl<K: Kind> Duty<K> {
    /// The same, given to somebody by name.
    #[must_use]
    pub fn of(self, person: Option<StaffId>) -> Self {
        Self { person, ..self }
    }

    /// The seat that owes it.
    pub fn seat(&self) -> Post {
        Post { unit: self.unit, role: self.role.clone() }
    }

    /// Its place in its dossier: kind, part, and since when it is owed.
    pub fn key(&self) -> String {
        format!("{}.{}.{}", self.kind.code(), self.part, self.since.millis())
    }
}

/// A duty as it is written: when its next card comes, who may not do it, and where it stands for that.
pub struct Place<K> {
    /// What is owed.
    pub duty: Duty<K>,
    /// When its room is to look at it again.
    pub wake: Option<Moment>,
    /// Who is barred from it.
    pub barred: Vec<StaffId>,
    /// The seat in whose queue it is found.
    pub at: Post,
    /// Whether that is further up than its own seat.
    pub lifted: bool,
}

/// Lets a room's closed lists of actions and duties be granted by the rules and stored as duties.
macro_rules! room_words {
    ($action:ident, $duty:ident) => {
        impl $crate::rules::ActionWord for $action {
            fn code(&self) -> &str {
                Self::code(*self)
            }
        }

        impl $crate::rules::DutyWord for $duty {
            fn code(&self) -> &str {
                Self::code(*self)
            }
        }

        impl $crate::duty::Kind for $duty {
            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }
    };
}

pub(crate) use room_words;

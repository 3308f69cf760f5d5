use serde::Serialize;
use serde::de::DeserializeOwned;

use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// What sort of event it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Kind with the version of the payload, as the trail stores it.
    pub kind: &'static str,
    /// Whether it only adds: words, cards and work done never make another person's form stale.
    pub only_adds: bool,
    /// Whether it is a move inside the house that may be taken back within seconds. What went out to the
    /// applicant in full, and what others built on, stays.
    pub undoable: bool,
    /// Whether files may come with it, and who sees them.
    pub files: Enclosed,
}

/// Whether files come with an event, and who but staff sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enclosed {
    /// None do.
    Never,
    /// They stay inside, until somebody publishes what they came with.
    Inside,
    /// They are the applicant's own.
    Own,
    /// The applicant sees them once the reply goes out.
    Reply,
}

impl Enclosed {
    /// Whether files may come with it.
    pub const fn may_come(self) -> bool {
        !matches!(self, Self::Never)
    }
}

/// What each event says of itself. Nothing has a default: who adds an event decides all of it.
pub trait Happening: Serialize + DeserializeOwned {
    /// Of what sort it is.
    const SORT: Sort;

    /// What part in the appeal it gives to whoever did it.
    fn hand(&self) -> Option<Hand>;

    /// Its main words.
    fn words(&self) -> Option<&Kept>;

    /// The unit it names, or whose work it is.
    fn names(&self, appeal: &Appeal) -> Option<AtUnit>;

    /// What was written with it beside its main words, in the order of its form.
    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)>;
}

impl<T: Happening> Happening for Box<T> {
    const SORT: Sort = T::SORT;

    fn hand(&self) -> Option<Hand> {
        T::hand(self)
    }

    fn words(&self) -> Option<&Kept> {
        T::words(self)
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        T::names(self, appeal)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        T::parts(self)
    }
}

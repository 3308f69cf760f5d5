//! Home visits and meetings.

use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::casework::meetings::Measure;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A time was offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitOffered {
    /// Who comes.
    pub by: AtUnit,
    /// When.
    pub at: Moment,
    /// What it is for.
    pub words: Kept,
}

impl Happening for VisitOffered {
    const SORT: Sort =
        Sort { kind: "visit_offered.1", only_adds: false, undoable: true, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.by)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The applicant said whether the time suits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitAnswered {
    /// The visit.
    pub visit: i64,
    /// Whether it suits.
    pub agreed: bool,
    /// What the applicant said besides.
    pub words: Option<Kept>,
}

impl Happening for VisitAnswered {
    const SORT: Sort =
        Sort { kind: "visit_answered.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        self.words.as_ref()
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The visit was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitDone {
    /// The visit.
    pub visit: i64,
    /// What was seen and agreed.
    pub words: Kept,
}

impl Happening for VisitDone {
    const SORT: Sort =
        Sort { kind: "visit_done.1", only_adds: false, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A visit on site, a hearing or a joint meeting took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// Which.
    pub what: Measure,
    /// When it took place.
    pub held_at: Moment,
    /// Who came.
    pub who: Kept,
    /// What was found or agreed.
    pub words: Kept,
}

impl Happening for Met {
    const SORT: Sort =
        Sort { kind: "met.1", only_adds: true, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![
            (Part::Held, Some(Value::Time(self.held_at))),
            (Part::Who, Some(Value::Words(&self.who))),
        ]
    }
}

/// A visit by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfVisit {
    /// The visit.
    pub visit: i64,
}

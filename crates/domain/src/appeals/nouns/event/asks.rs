//! What a superior is asked for, and his answer.

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;
use crate::rules::TimeLimit;

/// The lead unit asks for more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionAsked {
    /// How much more.
    pub add: TimeLimit,
    /// Why.
    pub words: Kept,
    /// Who has to agree.
    pub approver: AtUnit,
}

impl Happening for ExtensionAsked {
    const SORT: Sort = Sort {
        kind: "extension_asked.1",
        only_adds: false,
        undoable: true,
        files: Enclosed::Never,
    };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.approver)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The lead unit asks for a place on the hold list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldAsked {
    /// What has to come about before it can be solved.
    pub condition: Kept,
    /// When it is looked at again.
    pub review_on: Moment,
    /// Who has to agree.
    pub approver: AtUnit,
}

impl Happening for HoldAsked {
    const SORT: Sort =
        Sort { kind: "hold_asked.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.condition)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.approver)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Review, Some(Value::Time(self.review_on)))]
    }
}

/// Somebody asks to look at an applicant who is a minor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityAsked {
    /// Who.
    pub by: StaffId,
    /// Why.
    pub words: Kept,
    /// Which unit answers.
    pub approver: AtUnit,
}

impl Happening for IdentityAsked {
    const SORT: Sort =
        Sort { kind: "identity_asked.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.approver)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A superior agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The ask.
    pub ask: i64,
    /// What was said to it.
    pub words: Option<Kept>,
}

impl Happening for Granted {
    const SORT: Sort =
        Sort { kind: "granted.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
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

/// A superior did not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The ask.
    pub ask: i64,
    /// Why.
    pub words: Kept,
}

impl Happening for Refused {
    const SORT: Sort =
        Sort { kind: "refused.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

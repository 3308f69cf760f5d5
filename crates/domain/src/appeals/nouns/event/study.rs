//! Assessment and plan.

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::appeals::nouns::casework::assessment::Assessment;
use crate::dossier::Kept;
use crate::organisation::AtUnit;
use crate::rules::{HandleClass, Lane};

/// Nature, list and lead unit are settled (研判).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// One of the five lists.
    pub list: String,
    /// Branch and matter of the category tree.
    pub matter: String,
    /// How much work it is.
    pub class: HandleClass,
    /// How fast its clocks run.
    pub lane: Lane,
    /// Background, cause and course.
    pub facts: Option<Kept>,
    /// The unit that leads.
    pub lead: AtUnit,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
    /// What else it settles.
    #[serde(default, skip_serializing_if = "is_plain")]
    pub more: Assessment,
}

impl Happening for Assessed {
    const SORT: Sort =
        Sort { kind: "assessed.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        self.facts.as_ref()
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.lead)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![
            (Part::Cause, self.more.cause.as_ref().map(Value::Words)),
            (Part::Course, self.more.course.as_ref().map(Value::Words)),
            (Part::Against, self.more.against.map(Value::Unit)),
            (Part::Overridden, self.overridden.as_ref().map(Value::Words)),
        ]
    }
}

/// A plan was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What sort of matter it is.
    pub nature: Kept,
    /// Who answers for what.
    pub responsibility: Kept,
    /// By when it is to be settled.
    pub limit: Moment,
    /// In which steps.
    pub procedure: Kept,
    /// What will be so when it is done.
    pub goal: Kept,
    /// Who has to agree; `None` when it takes effect at once.
    pub approver: Option<AtUnit>,
}

impl Happening for Planned {
    const SORT: Sort =
        Sort { kind: "planned.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.goal)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        self.approver
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![
            (Part::Nature, Some(Value::Words(&self.nature))),
            (Part::Responsibility, Some(Value::Words(&self.responsibility))),
            (Part::Limit, Some(Value::Time(self.limit))),
            (Part::Procedure, Some(Value::Words(&self.procedure))),
        ]
    }
}

/// The lane was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relaned {
    /// The lane from now on.
    pub lane: Lane,
    /// Nothing becomes due before this: four working hours from now.
    pub not_before: Moment,
    /// Why.
    pub words: Kept,
}

impl Happening for Relaned {
    const SORT: Sort =
        Sort { kind: "relaned.1", only_adds: false, undoable: true, files: Enclosed::Never };

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

/// A prior petition was confirmed: the special channel, the list of hard matters, a named person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specialised {
    /// Who follows it.
    pub person: StaffId,
    /// Where that person sits.
    pub at: AtUnit,
    /// When it is first looked at.
    pub review_on: Moment,
    /// Nothing becomes due before this.
    pub not_before: Moment,
    /// What the petition was.
    pub words: Kept,
}

impl Happening for Specialised {
    const SORT: Sort =
        Sort { kind: "specialised.1", only_adds: false, undoable: true, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.at)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The named person looked at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialReviewed {
    /// What was seen.
    pub words: Kept,
    /// When it is looked at next.
    pub review_on: Moment,
}

impl Happening for SpecialReviewed {
    const SORT: Sort = Sort {
        kind: "special_reviewed.1",
        only_adds: true,
        undoable: false,
        files: Enclosed::Never,
    };

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

/// An assessment of the days before handling in depth.
fn is_plain(more: &Assessment) -> bool {
    *more == Assessment::default()
}

/// List and matter of an appeal, settled together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// One of the five lists.
    pub list: String,
    /// Branch and matter of the category tree.
    pub matter: String,
}

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId};

use crate::appeals::nouns::casework::assessment::Assessment;
use crate::appeals::nouns::casework::meetings::Why;
use crate::organisation::AtUnit;
use crate::rules::{HandleClass, Lane};
use crate::trail::Kept;

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

/// Put on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Which list.
    pub why: Why,
    /// Why.
    pub words: Kept,
}

/// Taken off a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted {
    /// Which list.
    pub why: Why,
    /// Why.
    pub words: Kept,
}

/// A unit without a part may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The unit.
    pub unit: AtUnit,
    /// What for.
    pub words: Kept,
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

/// The named person looked at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialReviewed {
    /// What was seen.
    pub words: Kept,
    /// When it is looked at next.
    pub review_on: Moment,
}

/// See [`Event::Assessed`].
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

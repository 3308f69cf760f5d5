use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, Role, StaffId};

use crate::appeals::nouns::casework::meetings::Measure;
use crate::coded::coded;
use crate::organisation::AtUnit;
use crate::rules::NoticeKind;
use crate::trail::Kept;

/// Staff saw the applicant's name and phone in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentitySeen {
    /// From which unit.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// Why, in the viewer's words; the applicant reads them.
    pub reason: Kept,
}

/// A notice could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// Which one.
    pub notice: NoticeKind,
}

/// The applicant was rung up because a notice did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Whether he was reached.
    pub reached: bool,
    /// What was said, or what was tried.
    pub words: Kept,
    /// Whether another call is owed; settled by the rules the appeal started under.
    pub again: bool,
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

/// Experts were asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultOpened {
    /// Who asks.
    pub by: AtUnit,
    /// The facts and the question, without identity.
    pub question: Kept,
    /// By when opinions are wanted.
    pub until: Moment,
    /// Those asked.
    pub experts: Vec<i64>,
}

/// An expert answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opined {
    /// The consultation.
    pub consult: i64,
    /// The expert.
    pub expert: i64,
    /// His name, which signs the opinion when he has left the pool too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Kept>,
    /// The opinion.
    pub words: Kept,
}

/// The opinions were summed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultEnded {
    /// The consultation.
    pub consult: i64,
    /// The conclusion that goes into the case.
    pub words: Kept,
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

/// A visit by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfVisit {
    /// The visit.
    pub visit: i64,
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

/// The visit was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitDone {
    /// The visit.
    pub visit: i64,
    /// What was seen and agreed.
    pub words: Kept,
}

/// See [`Event::Contacted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacted {
    /// Number of the lead order within the appeal.
    pub order: i64,
    /// What was said, or is to be said.
    pub words: Kept,
    /// Through whom; `None` when the unit spoke to the applicant itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Through>,
}

coded! {
    /// How the platform brings a unit's words to an applicant whose number the unit never sees.
    Through {
        /// He reads them on his page; a short message tells him so.
        Message = "message",
        /// The platform's caller rings him up.
        Call = "call",
    }
}

//! What the events of the first loop carry.

use serde::{Deserialize, Serialize};
use xianban_kernel::{AppealId, FileId, Moment, PlaceId, StaffId, UnitId};

use super::casework::Assessment;
use super::state::{Origin, Proposed};
use super::taken::TakenDown;
use crate::coded::coded;
use crate::organisation::{Unit, UnitKind};
use crate::rules::{AppealKind, HandleClass, Lane};
use crate::trail::Kept;

/// A unit as the trail names it: the row, and of what kind it was then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its kind, which says which role owes a duty there.
    pub kind: UnitKind,
}

impl AtUnit {
    /// The unit as it is now.
    pub const fn of(unit: &Unit) -> Self {
        Self { unit: unit.id, kind: unit.kind }
    }
}

/// See [`Event::Submitted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// Its number.
    pub no: String,
    /// Keyed hash of the query code, in hexadecimal.
    pub query: String,
    /// Which of the three kinds.
    pub kind: AppealKind,
    /// From whom it came.
    pub origin: Origin,
    /// The version of the rules it started under.
    pub rules: i64,
    /// Who asks; `None` when nobody did (patrol, proactive).
    pub applicant: Option<String>,
    /// Where, when known.
    pub place: Option<PlaceId>,
    /// Who received it.
    pub receiver: AtUnit,
    /// The platform office, which reviews and asks afterwards.
    pub office: AtUnit,
    /// The tile chosen on the form.
    pub tile: Option<String>,
    /// The lane it starts in.
    pub lane: Lane,
    /// Whether the applicant lets the matter be shown to the public.
    pub public: bool,
    /// Whether the applicant is a minor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub minor: bool,
    /// First words, for lists.
    pub title: Kept,
    /// All words.
    pub text: Kept,
    /// Where, in the applicant's words.
    pub where_said: Option<Kept>,
    /// How to reach the applicant: name and phone as JSON.
    pub contact: Option<Kept>,
    /// The appeal it was split from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<AppealId>,
    /// What another city's tool said besides, as JSON: see [`super::Beside`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Kept>,
}

/// See [`Event::Accepted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The place as settled.
    pub place: Option<PlaceId>,
    /// The unit to which it now belongs.
    pub receiver: AtUnit,
    /// The unit that assesses it, when that is another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assessor: Option<AtUnit>,
}

/// Words alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What was written.
    pub words: Kept,
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

/// See [`Event::Dispatched`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatched {
    /// The unit that helps.
    pub unit: AtUnit,
    /// What is asked of it.
    pub words: Kept,
    /// Why the duty list was overridden, when it was.
    pub overridden: Option<Kept>,
}

/// An order by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfOrder {
    /// Number of the order within the appeal, from 1.
    pub order: i64,
}

/// Words on an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderWords {
    /// Number of the order within the appeal, from 1.
    pub order: i64,
    /// What was written.
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

/// See [`Event::Proposed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedWords {
    /// What it is.
    pub what: Proposed,
    /// Of a refusal: the reason's code.
    pub reason: Option<String>,
    /// The words that would go out.
    pub words: Kept,
    /// Of an answer at once: what it is about, which no assessment settles before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// List and matter of an appeal, settled together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// One of the five lists.
    pub list: String,
    /// Branch and matter of the category tree.
    pub matter: String,
}

/// See [`Event::Released`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Until when the applicant may rate; for a refusal, until when he may object.
    pub until: Moment,
    /// Who asks the applicant how it went, drawn by lot from outside the handling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<StaffId>,
}

/// See [`Event::Verified`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// Whether it is solved.
    pub solved: bool,
    /// What was seen.
    pub words: Kept,
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

/// See [`Event::FollowedUp`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedUp {
    /// `phone`, `visit` or `unreachable`.
    pub method: String,
    /// Whether the applicant says it is solved; `None` when not reached.
    pub solved: Option<bool>,
    /// Whether the applicant says he is satisfied; asked apart.
    pub satisfied: Option<bool>,
    /// What was said.
    pub words: Kept,
    /// Who was there, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Kept>,
}

/// See [`Event::Rated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// Stars, 1 to 5.
    pub grade: i64,
    /// Whether the applicant says it is solved.
    pub solved: bool,
    /// How it was given: `self`, `oral` or `witnessed`.
    pub how: String,
    /// The applicant's words, or those in which staff took it down.
    pub words: Option<Kept>,
    /// How staff took it down, when the applicant did not write it himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenDown>,
    /// What follows: closed until then, or another round.
    pub then: AfterRating,
}

/// What a rating leads to, settled by the rules the appeal started under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AfterRating {
    /// Closed; another round may be asked for until then.
    Closed {
        /// Until when.
        rework_until: Moment,
    },
    /// A new round, led by this unit.
    Round {
        /// The unit that leads the new round.
        leader: AtUnit,
        /// Whether it goes on the list of supervised matters (second failure).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        supervised: bool,
    },
    /// No more rounds: the district concludes.
    Conclusion {
        /// Who writes the conclusion.
        by: AtUnit,
    },
}

/// See [`Event::Reworked`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reworked {
    /// What is missing.
    pub words: Kept,
    /// The unit that leads the new round.
    pub leader: AtUnit,
    /// Whether it goes on the list of supervised matters (second failure).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub supervised: bool,
}

/// See [`Event::Closed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedUnrated {
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

coded! {
    /// Why values may be destroyed: the grounds of the Personal Information Protection Law, art. 47.
    ErasureGround {
        /// 处理目的已实现或者不再必要.
        PurposeServed = "purpose_served",
        /// 保存期限已届满.
        KeptLongEnough = "kept_long_enough",
        /// 个人撤回同意.
        ConsentWithdrawn = "consent_withdrawn",
        /// 违反法律、行政法规或者约定处理.
        Unlawful = "unlawful",
    }
}

/// See [`Event::Erased`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// On which ground.
    pub ground: ErasureGround,
    /// Numbers of the vault's values that were destroyed.
    pub values: Vec<i64>,
    /// The files that were destroyed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileId>,
}

/// The class an appeal has until somebody assesses it.
pub(super) const UNASSESSED: HandleClass = HandleClass::General;

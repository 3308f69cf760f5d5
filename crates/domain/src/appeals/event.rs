use serde::{Deserialize, Serialize};
use xianban_kernel::{FileId, Moment, PlaceId, Problem, UnitId};

use super::attach::Attached;
use super::import::Imported;
use super::state::{Origin, Proposed};
use crate::coded::coded;
use crate::organisation::{Unit, UnitKind};
use crate::rules::{AppealKind, HandleClass, Lane};
use crate::trail::Kept;

/// What can happen to an appeal. The trail stores each under its kind and version; a version, once
/// written, is read for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was filed.
    Submitted(Box<Submitted>),
    /// It was brought in from another platform, closed when it was replied to there.
    Imported(Imported),
    /// The receiving unit took it on (接单).
    Accepted(Accepted),
    /// Nature, list and lead unit are settled (研判).
    Assessed(Assessed),
    /// One more unit helps.
    Dispatched(Dispatched),
    /// A unit has taken its order (签收).
    Acknowledged(OfOrder),
    /// The applicant was spoken to (先行联系).
    Contacted(OrderWords),
    /// An assisting unit says what it did.
    Reported(OrderWords),
    /// A reply or refusal was written and waits for review.
    Proposed(ProposedWords),
    /// Review let it go out (审核).
    Released(Released),
    /// Review returned it.
    SentBack(Words),
    /// Somebody outside the handling looked on site (核查).
    Verified(Verified),
    /// The applicant was asked how it went (回访).
    FollowedUp(FollowedUp),
    /// The applicant rated the reply.
    Rated(Rated),
    /// The applicant wants another round (再接单).
    Reworked(Reworked),
    /// The rating window ran out.
    Closed(ClosedUnrated),
    /// The applicant took it back.
    Withdrawn(Words),
    /// An internal note on progress.
    Noted(Words),
    /// A note was put before the applicant by a second person.
    Published(Published),
    /// The applicant added words.
    Supplemented(Words),
    /// A duty's yellow or red moment passed.
    Carded(Carded),
    /// Values were destroyed on a person's request.
    Erased(Erased),
    /// Files that came with the event before.
    Attached(Attached),
}

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
    /// First words, for lists.
    pub title: Kept,
    /// All words.
    pub text: Kept,
    /// Where, in the applicant's words.
    pub where_said: Option<Kept>,
    /// How to reach the applicant: name and phone as JSON.
    pub contact: Option<Kept>,
}

/// See [`Event::Accepted`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The place as settled.
    pub place: Option<PlaceId>,
    /// The unit to which it now belongs.
    pub receiver: AtUnit,
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

/// See [`Event::Proposed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedWords {
    /// What it is.
    pub what: Proposed,
    /// Of a refusal: the reason's code.
    pub reason: Option<String>,
    /// The words that would go out.
    pub words: Kept,
}

/// See [`Event::Released`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Until when the applicant may rate; for a refusal, until when he may object.
    pub until: Moment,
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
    /// The applicant's words.
    pub words: Option<Kept>,
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
    },
}

/// See [`Event::Reworked`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reworked {
    /// What is missing.
    pub words: Kept,
    /// The unit that leads the new round.
    pub leader: AtUnit,
}

/// See [`Event::Closed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedUnrated {
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

/// See [`Event::Published`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Place of the note in the trail.
    pub note: i64,
}

/// See [`Event::Carded`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carded {
    /// Which duty, by its place in the appeal.
    pub duty: String,
    /// Yellow (near due) or red (overdue).
    pub colour: Colour,
    /// When the duty was due.
    pub due: Moment,
}

/// A warning colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Near due.
    Yellow,
    /// Overdue.
    Red,
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

/// Kind and version of every event: as the trail names it, and back.
macro_rules! kinds {
    ($($case:ident = $kind:literal),+ $(,)?) => {
        impl Event {
            /// Kind with version, as the trail stores it.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$case(_) => $kind),+ }
            }

            /// Reads what the trail stored.
            pub fn decode(kind: &str, payload: &str) -> Result<Self, Problem> {
                let read = match kind {
                    $($kind => serde_json::from_str(payload).map(Self::$case),)+
                    _ => return Err(Problem::broken(format!("unknown event kind {kind}"))),
                };
                read.map_err(|error| Problem::broken(format!("event {kind}: {error}")))
            }
        }

        /// The payload alone: the kind stands in its own column.
        impl Serialize for Event {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$case(event) => event.serialize(to)),+ }
            }
        }
    };
}

kinds! {
    Submitted = "submitted.1",
    Imported = "imported.1",
    Accepted = "accepted.1",
    Assessed = "assessed.1",
    Dispatched = "dispatched.1",
    Acknowledged = "acknowledged.1",
    Contacted = "contacted.1",
    Reported = "reported.1",
    Proposed = "proposed.1",
    Released = "released.1",
    SentBack = "sent_back.1",
    Verified = "verified.1",
    FollowedUp = "followed_up.1",
    Rated = "rated.1",
    Reworked = "reworked.1",
    Closed = "closed.1",
    Withdrawn = "withdrawn.1",
    Noted = "noted.1",
    Published = "published.1",
    Supplemented = "supplemented.1",
    Carded = "carded.1",
    Erased = "erased.1",
    Attached = "attached.1",
}

impl Event {
    /// Whether it only adds: words, cards and work done never make another person's form stale.
    pub const fn only_adds(&self) -> bool {
        matches!(
            self,
            Self::Contacted(_)
                | Self::Reported(_)
                | Self::FollowedUp(_)
                | Self::Noted(_)
                | Self::Published(_)
                | Self::Supplemented(_)
                | Self::Carded(_)
                | Self::Erased(_)
                | Self::Attached(_)
        )
    }
}

/// The class an appeal has until somebody assesses it.
pub(super) const UNASSESSED: HandleClass = HandleClass::General;

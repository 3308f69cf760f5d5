use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, PlaceId, Problem, UnitId};

use super::state::Origin;
use crate::organisation::UnitKind;
use crate::rules::{AppealKind, HandleClass, Lane};
use crate::trail::Kept;

/// What can happen to an appeal. The trail stores each under its kind and version; a version, once
/// written, is read for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was filed.
    Submitted(Box<Submitted>),
    /// The receiving unit took it on (接单).
    Accepted(Accepted),
    /// A duty's yellow or red moment passed.
    Carded(Carded),
    /// Values were destroyed on a person's request.
    Erased(Erased),
}

/// A unit as the trail names it: the row, and of what kind it was then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its kind, which says which role owes a duty there.
    pub kind: UnitKind,
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

/// See [`Event::Erased`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Numbers of the vault's values that were destroyed.
    pub values: Vec<i64>,
}

impl Event {
    /// Kind with version, as the trail stores it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Submitted(_) => "submitted.1",
            Self::Accepted(_) => "accepted.1",
            Self::Carded(_) => "carded.1",
            Self::Erased(_) => "erased.1",
        }
    }

    /// Reads what the trail stored.
    pub fn decode(kind: &str, payload: &str) -> Result<Self, Problem> {
        let read = match kind {
            "submitted.1" => serde_json::from_str(payload).map(Self::Submitted),
            "accepted.1" => serde_json::from_str(payload).map(Self::Accepted),
            "carded.1" => serde_json::from_str(payload).map(Self::Carded),
            "erased.1" => serde_json::from_str(payload).map(Self::Erased),
            _ => return Err(Problem::broken(format!("unknown event kind {kind}"))),
        };
        read.map_err(|error| Problem::broken(format!("event {kind}: {error}")))
    }

    /// Whether it changes what a move must have seen: words and cards only add, and never make
    /// another person's form stale.
    pub const fn only_adds(&self) -> bool {
        matches!(self, Self::Carded(_) | Self::Erased(_))
    }
}

/// The payload alone: the kind stands in its own column.
impl Serialize for Event {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Submitted(event) => event.serialize(serializer),
            Self::Accepted(event) => event.serialize(serializer),
            Self::Carded(event) => event.serialize(serializer),
            Self::Erased(event) => event.serialize(serializer),
        }
    }
}

/// The class an appeal has until somebody assesses it.
pub(super) const UNASSESSED: HandleClass = HandleClass::General;

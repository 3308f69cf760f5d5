use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, Moment, PersonId, PlaceId};

use super::call::{Calling, Urges};
use super::card::Carded;
use super::casework::Casework;
use super::filing::Filing;
use super::order::{Order, Part};
use super::state::{Origin, State, Step};
use crate::organisation::AtUnit;
use crate::rules::{AppealKind, HandleClass, Lane, Under};

/// An appeal (诉求) as its events made it. Rows store the same; the trail's check compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// County code.
    pub district: i64,
    /// Its row.
    pub id: DossierId,
    /// Its number, as people read it out.
    pub no: String,
    /// Keyed hash of its query code, in hexadecimal.
    pub query: String,
    /// Which of the three kinds.
    pub kind: AppealKind,
    /// From whom it came.
    pub origin: Origin,
    /// The rules it runs under.
    pub rules: Under,
    /// Who asks, as the trail marks people.
    pub applicant: Option<String>,
    /// Where, when known.
    pub place: Option<PlaceId>,
    /// The unit it belongs to.
    pub receiver: AtUnit,
    /// The unit that assesses this round.
    pub assessor: AtUnit,
    /// The platform office, which reviews and asks afterwards.
    pub office: AtUnit,
    /// One of the five lists, once assessed.
    pub list: Option<String>,
    /// Branch and matter of the category tree, once assessed.
    pub matter: Option<String>,
    /// The tile chosen on the form.
    pub tile: Option<String>,
    /// How fast its clocks run.
    pub lane: Lane,
    /// How much work it is.
    pub class: HandleClass,
    /// Its round, from 1.
    pub round: i64,
    /// Whether the applicant lets it be shown to the public.
    pub public: bool,
    /// What its filing said besides.
    pub filing: Filing,
    /// Vault numbers of its words.
    pub words: Words,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Moment,
    /// When it was filed.
    pub filed_at: Moment,
    /// Grows with every event that changes more than it adds.
    pub version: i64,
    /// Warning cards given so far, in order.
    pub cards: Vec<Carded>,
    /// How often its applicant urged.
    pub urges: Urges,
    /// A call owed because a notice did not arrive.
    pub call: Option<Calling>,
    /// Its orders of all rounds, by number.
    pub orders: Vec<Order>,
    /// What handling in depth added.
    pub casework: Casework,
    /// Who had which part in it, as the trail marks people.
    pub hands: BTreeMap<String, BTreeSet<Hand>>,
}

/// A part somebody had in an appeal that bars another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    /// Wrote it down for somebody; bars from nothing.
    Filed,
    /// Did a handling move.
    Handled,
    /// Reviewed.
    Reviewed,
}

/// Where in the vault an appeal's own words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// First words.
    pub title: i64,
    /// All words.
    pub text: i64,
    /// Where, in the applicant's words.
    pub where_said: Option<i64>,
    /// Name and phone.
    pub contact: Option<i64>,
}

/// An event that does not fit the state it came to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} does not fit {state}")]
pub struct Misfit {
    /// The event's kind.
    pub event: &'static str,
    /// The state it met.
    pub state: &'static str,
}

impl Appeal {
    /// The live lead order, while it is being handled.
    pub fn lead(&self) -> Option<&Order> {
        self.orders.iter().find(|order| order.part == Part::Lead && order.is_live())
    }

    /// The unit that has it now: the one that leads, else the one that assesses.
    pub fn holder(&self) -> AtUnit {
        self.lead().map_or(self.assessor, |order| order.unit)
    }

    /// The unit that answers for this round: the last that led it, else the one that assessed it and
    /// replied at once.
    pub fn answering(&self) -> AtUnit {
        let leads = |order: &&Order| order.part == Part::Lead && order.round == self.round;
        self.orders.iter().rev().find(leads).map_or(self.assessor, |order| order.unit)
    }

    /// Whether this round went through a step: assessed is what has an order, planned what has a plan in
    /// force, carried out what a unit led.
    pub fn went_through(&self, step: Step) -> bool {
        let led = |order: &Order| order.round == self.round && order.part == Part::Lead;
        match step {
            Step::Collect | Step::Answer => true,
            Step::Assess | Step::Carry => self.orders.iter().any(led),
            Step::Plan => self.plan().is_some(),
        }
    }

    /// Whether it came here with the reply it had on another platform, and was not taken up again.
    pub fn ended_elsewhere(&self) -> bool {
        let State::Closed(closing) = &self.state else { return false };
        self.origin == Origin::OtherPlatform
            && self.round == 1
            && closing.grade.is_none()
            && closing.rework_until == self.since
    }

    /// Whether this person did a handling move in any round: he may not review or follow up.
    pub fn was_handled_by(&self, mark: &str) -> bool {
        self.hands.get(mark).is_some_and(|hands| hands.contains(&Hand::Handled))
    }

    /// Whether this person reviewed it: he may review again, not follow up.
    pub fn was_reviewed_by(&self, mark: &str) -> bool {
        self.hands.get(mark).is_some_and(|hands| hands.contains(&Hand::Reviewed))
    }

    /// The account of its applicant, when a resident or firm with one asked.
    pub fn person(&self) -> Option<PersonId> {
        let row = self.applicant.as_deref()?.strip_prefix("resident:")?;
        row.parse().ok().map(PersonId::new)
    }

    /// The unit of an order.
    pub(crate) fn of_order(&self, n: i64) -> Option<AtUnit> {
        self.orders.iter().find(|order| order.n == n).map(|order| order.unit)
    }
}

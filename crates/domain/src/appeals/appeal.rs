use xianban_kernel::{AppealId, Moment, PlaceId};

use super::event::{AtUnit, Carded, Event, Submitted, UNASSESSED};
use super::state::{Origin, State};
use crate::rules::{AppealKind, HandleClass, Lane};

/// An appeal (诉求) as its events made it. Rows store the same; the trail's check compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// County code.
    pub district: i64,
    /// Its row.
    pub id: AppealId,
    /// Its number, as people read it out.
    pub no: String,
    /// Keyed hash of its query code, in hexadecimal.
    pub query: String,
    /// Which of the three kinds.
    pub kind: AppealKind,
    /// From whom it came.
    pub origin: Origin,
    /// The version of the rules it runs under.
    pub rules: i64,
    /// Who asks, as the trail marks people.
    pub applicant: Option<String>,
    /// Where, when known.
    pub place: Option<PlaceId>,
    /// The unit it belongs to.
    pub receiver: AtUnit,
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
    /// A new appeal, from its first event.
    pub fn begin(district: i64, id: AppealId, at: Moment, event: &Submitted) -> Self {
        Self {
            district,
            id,
            no: event.no.clone(),
            query: event.query.clone(),
            kind: event.kind,
            origin: event.origin,
            rules: event.rules,
            applicant: event.applicant.clone(),
            place: event.place,
            receiver: event.receiver,
            tile: event.tile.clone(),
            lane: event.lane,
            class: UNASSESSED,
            round: 1,
            public: event.public,
            words: Words {
                title: event.title.vault,
                text: event.text.vault,
                where_said: event.where_said.as_ref().map(|kept| kept.vault),
                contact: event.contact.as_ref().map(|kept| kept.vault),
            },
            state: State::Submitted,
            since: at,
            filed_at: at,
            version: 1,
            cards: Vec::new(),
        }
    }

    /// The appeal after one more event.
    pub fn after(mut self, at: Moment, event: &Event) -> Result<Self, Misfit> {
        match (self.state, event) {
            (State::Submitted, Event::Accepted(event)) => {
                self.place = event.place;
                self.receiver = event.receiver;
                self.enter(State::Assessing, at);
            }
            (_, Event::Carded(card)) => self.cards.push(card.clone()),
            (_, Event::Erased(_)) => {}
            (state, event) => {
                return Err(Misfit { event: event.kind(), state: state.code() });
            }
        }
        if !event.only_adds() {
            self.version += 1;
        }
        Ok(self)
    }

    /// Whether somebody still owes it something.
    pub const fn is_open(&self) -> bool {
        match self.state {
            State::Submitted | State::Assessing => true,
        }
    }

    const fn enter(&mut self, state: State, at: Moment) {
        self.state = state;
        self.since = at;
    }
}

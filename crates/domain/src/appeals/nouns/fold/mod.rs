//! How an appeal takes each event, noun by noun, with the questions that may be asked of it.

pub(crate) mod asks;
pub(crate) mod assessment;
pub(crate) mod begin;
pub(crate) mod chain;
pub(crate) mod consult;
pub(crate) mod contact;
pub(crate) mod counting;
pub(crate) mod disputes;
pub(crate) mod escalation;
pub(crate) mod floor;
pub(crate) mod kept;
pub(crate) mod meetings;
pub(crate) mod numbered;
pub(crate) mod orders;
pub(crate) mod plans;
pub(crate) mod pools;
pub(crate) mod reply;
pub(crate) mod rounds;
pub(crate) mod slips;
pub(crate) mod special;
pub(crate) mod stops;
pub(crate) mod succession;
pub(crate) mod supervisions;
mod taken;
pub(crate) mod visits;
pub(crate) mod whistles;

use xianban_kernel::Moment;

use super::appeal::{Appeal, Misfit};
use super::event::Event;
use super::state::{Closing, State};

impl Appeal {
    /// The appeal after one more event, done by `actor` (as the trail marks people).
    pub fn after(mut self, at: Moment, actor: &str, event: &Event) -> Result<Self, Misfit> {
        let misfit = Misfit { event: event.kind(), state: self.state.standing().code() };
        event.fold(&mut self, at, actor).ok_or(misfit)?;
        if let Some(hand) = event.hand() {
            self.hands.entry(actor.to_owned()).or_default().insert(hand);
        }
        if !event.only_adds() {
            self.version += 1;
        }
        Ok(self)
    }

    pub(crate) fn close(&mut self, at: Moment, closing: Closing) {
        self.end_orders();
        self.enter(at, State::Closed(closing));
    }

    pub(crate) fn enter(&mut self, at: Moment, state: State) {
        // Somebody was found: the state moved on.
        self.casework.empty_pool = None;
        self.casework.asker = None;
        if !state.is_open() {
            self.lapse_asks();
        }
        self.state = state;
        self.since = at;
    }
}

//! How an appeal takes each event, noun by noun, with the questions that may be asked of it.

pub(crate) mod asks;
pub(crate) mod assessment;
pub(crate) mod begin;
pub(crate) mod consult;
pub(crate) mod disputes;
pub(crate) mod escalation;
pub(crate) mod floor;
pub(crate) mod meetings;
pub(crate) mod numbered;
pub(crate) mod plans;
pub(crate) mod pools;
pub(crate) mod slips;
pub(crate) mod special;
pub(crate) mod stops;
pub(crate) mod succession;
pub(crate) mod taken;
pub(crate) mod chain;
pub(crate) mod visits;
pub(crate) mod work;

use xianban_kernel::Moment;

use super::appeal::{Appeal, Misfit};
use super::call::Calling;
use super::casework::meetings::{Listing, Why};
use super::event::{AfterRating, Event, Imported, ProposedWords, Rated, Through};
use super::order::{Order, Part, Progress};
use super::state::{Closing, Origin, Proposal, Proposed, Standing, State, Window};
use crate::organisation::AtUnit;
use numbered::following;

impl Appeal {
    /// The appeal after one more event, done by `actor` (as the trail marks people).
    pub fn after(mut self, at: Moment, actor: &str, event: &Event) -> Result<Self, Misfit> {
        let misfit = Misfit { event: event.kind(), state: self.state.standing().code() };
        self.step(at, actor, event).ok_or(misfit)?;
        if let Some(hand) = event.hand() {
            self.hands.entry(actor.to_owned()).or_default().insert(hand);
        }
        if !event.only_adds() {
            self.version += 1;
        }
        Ok(self)
    }

    /// `None` when the event does not fit.
    fn step(&mut self, at: Moment, actor: &str, event: &Event) -> Option<()> {
        match (self.state.standing(), event) {
            (Standing::Submitted, Event::Imported(event)) => self.bring_in(at, event)?,
            (Standing::Submitted, Event::Accepted(event)) => {
                self.place = event.place;
                self.receiver = event.receiver;
                self.assessor = event.assessor.unwrap_or(event.receiver);
                self.enter(at, State::Assessing);
            }
            (Standing::Assessing, Event::Assessed(event)) => {
                self.list = Some(event.list.clone());
                self.matter = Some(event.matter.clone());
                (self.class, self.lane) = (event.class, event.lane);
                self.casework.assessment = event.more.clone();
                if !self.may_lead(event.lead) {
                    return None;
                }
                self.send(at, event.lead, Part::Lead);
                let plan = event.more.plan;
                self.enter(at, if plan { State::Planning } else { State::Handling });
            }
            (Standing::Planning | Standing::Handling, Event::Dispatched(event)) => {
                self.send(at, event.unit, Part::Assist);
            }
            (from, Event::Proposed(event)) => self.propose(at, from, event)?,
            (Standing::Reviewing, Event::Released(event)) => {
                self.release(at, event.until)?;
                self.casework.asker = event.asker;
            }
            (Standing::Reviewing, Event::SentBack(_)) => self.send_back(at)?,
            (Standing::Reviewing, Event::Verified(event)) => {
                if event.solved {
                    let reply = self.proposal()?.words;
                    let rework_until = event.rework_until;
                    self.close(at, Closing { reply, grade: None, rework_until });
                } else {
                    self.send_back(at)?;
                }
            }
            (Standing::FollowingUp, Event::Rated(event)) => self.rate(at, actor, event)?,
            (_, Event::Disowned(event)) => self.strike(at, event)?,
            (Standing::FollowingUp, Event::Closed(event)) => {
                let (reply, rework_until) = (self.window()?.reply, event.rework_until);
                self.close(at, Closing { reply, grade: None, rework_until });
            }
            (Standing::Closed, Event::Reworked(event)) => {
                self.next_round(at, event.leader, event.supervised);
            }
            (_, Event::Withdrawn(_)) if self.state.is_open() => {
                self.leave_work(at);
                self.end_orders();
                self.enter(at, State::Withdrawn);
            }
            (_, event) => self.add(at, actor, event)?,
        }
        Some(())
    }

    /// Events that leave the state as it is.
    fn add(&mut self, at: Moment, actor: &str, event: &Event) -> Option<()> {
        match event {
            Event::Acknowledged(event) => {
                let order = self.live_order(event.order)?;
                if order.progress != Progress::Sent {
                    return None;
                }
                order.progress = Progress::Taken;
            }
            Event::Contacted(event) => {
                let order = self.live_order(event.order)?;
                match event.through {
                    None | Some(Through::Message) => {
                        order.contacted.get_or_insert(at);
                    }
                    // Asking for a call is no contact yet; the call is, once it reaches him.
                    Some(Through::Call) => {
                        self.call.get_or_insert(Calling { since: at, tries: 0 });
                    }
                }
            }
            Event::Reported(event) => {
                let order = self.live_order(event.order)?;
                if order.part == Part::Lead {
                    return None;
                }
                order.progress = Progress::Done;
            }
            Event::Urged(_) if self.state.is_open() => {
                self.urges.count += 1;
                self.urges.last = Some(at);
            }
            Event::Undelivered(_) => {
                self.call.get_or_insert(Calling { since: at, tries: 0 });
            }
            Event::Called(event) => {
                let owed = self.call.take()?;
                let tries = owed.tries + 1;
                self.call = (event.again && !event.reached).then_some(Calling { since: at, tries });
                let reached = |order: &&Order| event.reached && order.is_live();
                let lead = self.lead().filter(reached).map(|order| order.n);
                if let Some(lead) = lead {
                    self.live_order(lead)?.contacted.get_or_insert(at);
                }
            }
            Event::Carded(card) => self.cards.push(card.clone()),
            Event::Supplemented(_) if self.state.is_open() => self.casework.new_facts = Some(at),
            Event::Noted(_) | Event::Published(_) if self.state.is_open() => {}
            Event::FollowedUp(_) if self.state.standing() == Standing::FollowingUp => {}
            Event::IdentitySeen(_) => self.looked(actor),
            Event::Erased(_) | Event::Attached(_) => {}
            event => return self.work(at, actor, event),
        }
        Some(())
    }

    /// Right after its filing: closed with the reply it had elsewhere, or owed from now on.
    fn bring_in(&mut self, at: Moment, event: &Imported) -> Option<()> {
        if self.origin != Origin::OtherPlatform || self.version != 1 {
            return None;
        }
        match &event.reply {
            Some(reply) => {
                self.close(at, Closing { reply: reply.vault, grade: None, rework_until: at });
            }
            None => self.enter(at, State::Submitted),
        }
        Some(())
    }

    fn propose(&mut self, at: Moment, from: Standing, event: &ProposedWords) -> Option<()> {
        use Standing::{Assessing, Concluding, Handling, Planning, Submitted};
        let early = matches!(from, Submitted | Assessing | Planning | Handling);
        let fits = match event.what {
            Proposed::Refusal => early && event.reason.is_some(),
            Proposed::Transfer => early,
            Proposed::Answer => matches!(from, Submitted | Assessing),
            Proposed::Result => from == Handling && self.is_worked_off(),
            Proposed::Conclusion => from == Concluding,
        };
        if !fits || (event.reason.is_some() && event.what != Proposed::Refusal) {
            return None;
        }
        if let Some(about) = &event.about {
            if event.what != Proposed::Answer {
                return None;
            }
            self.list = Some(about.list.clone());
            self.matter = Some(about.matter.clone());
        }
        self.leave_work(at);
        for order in self.orders.iter_mut().filter(|order| order.is_live()) {
            order.progress = Progress::Done;
        }
        let (what, words, reason) = (event.what, event.words.vault, event.reason.clone());
        self.enter(at, State::Reviewing(Proposal { what, from, words, reason }));
        Some(())
    }

    fn release(&mut self, at: Moment, until: Moment) -> Option<()> {
        let proposal = self.proposal()?;
        let reply = proposal.words;
        match proposal.what {
            Proposed::Refusal => {
                self.casework.object_until = Some(until);
                self.enter(at, State::Declined);
            }
            Proposed::Transfer => self.enter(at, State::Transferred),
            Proposed::Conclusion => {
                let (grade, rework_until) = (self.casework.grade, at);
                self.close(at, Closing { reply, grade, rework_until });
            }
            Proposed::Result | Proposed::Answer if self.origin.is_rated() => {
                self.enter(at, State::FollowingUp(Window { reply, until }));
            }
            // Where no resident asked, the result is verified, not released.
            Proposed::Result | Proposed::Answer => return None,
        }
        Some(())
    }

    /// Back to where the proposal came from; in Handling the lead order is live again.
    fn send_back(&mut self, at: Moment) -> Option<()> {
        let back = match self.proposal()?.from {
            Standing::Submitted => State::Submitted,
            Standing::Assessing => State::Assessing,
            Standing::Planning => State::Planning,
            Standing::Handling => State::Handling,
            Standing::Concluding => State::Concluding,
            _ => return None,
        };
        if matches!(back, State::Planning | State::Handling) {
            let round = self.round;
            let lead = |order: &&mut Order| order.part == Part::Lead && order.round == round;
            // The last one: an order that moved to another unit stays with that unit.
            let order = self.orders.iter_mut().rev().find(lead)?;
            (order.progress, order.since) = (Progress::Taken, at);
        }
        self.enter(at, back);
        Some(())
    }

    fn rate(&mut self, at: Moment, actor: &str, event: &Rated) -> Option<()> {
        if !(1..=5).contains(&event.grade) {
            return None;
        }
        self.keep_taken(at, actor, event);
        self.casework.grade = Some(event.grade);
        match event.then {
            AfterRating::Closed { rework_until } => {
                let (reply, grade) = (self.window()?.reply, Some(event.grade));
                self.close(at, Closing { reply, grade, rework_until });
            }
            AfterRating::Round { leader, supervised } => self.next_round(at, leader, supervised),
            AfterRating::Conclusion { by } => {
                self.end_orders();
                self.assessor = by;
                self.enter(at, State::Concluding);
            }
        }
        Some(())
    }

    fn next_round(&mut self, at: Moment, leader: AtUnit, supervised: bool) {
        self.end_orders();
        if supervised && !self.is_listed(Why::Supervised) {
            let listing = Listing { why: Why::Supervised, words: None, since: at };
            self.casework.listings.push(listing);
        }
        self.casework.new_facts = Some(at);
        self.round += 1;
        self.assessor = leader;
        self.enter(at, State::Assessing);
    }

    pub(crate) fn close(&mut self, at: Moment, closing: Closing) {
        self.end_orders();
        self.enter(at, State::Closed(closing));
    }

    pub(crate) fn send(&mut self, at: Moment, unit: AtUnit, part: Part) {
        let n = following(&self.orders, self.casework.used.orders);
        let (round, progress) = (self.round, Progress::Sent);
        self.orders.push(Order { n, round, unit, part, progress, since: at, contacted: None });
    }

    fn end_orders(&mut self) {
        for order in &mut self.orders {
            order.progress = Progress::Ended;
        }
    }

    pub(crate) fn live_order(&mut self, n: i64) -> Option<&mut Order> {
        self.orders.iter_mut().find(|order| order.n == n && order.is_live())
    }

    fn proposal(&self) -> Option<&Proposal> {
        if let State::Reviewing(proposal) = &self.state { Some(proposal) } else { None }
    }

    fn window(&self) -> Option<&Window> {
        if let State::FollowingUp(window) = &self.state { Some(window) } else { None }
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

use xianban_kernel::Moment;

use super::appeal::{Appeal, Hand, Misfit};
use super::event::{AfterRating, AtUnit, Event, ProposedWords, Rated};
use super::import::Imported;
use super::order::{Order, Part, Progress};
use super::state::{Closing, Origin, Proposal, Proposed, Standing, State, Window};

impl Appeal {
    /// The appeal after one more event, done by `actor` (as the trail marks people).
    pub fn after(mut self, at: Moment, actor: &str, event: &Event) -> Result<Self, Misfit> {
        let misfit = Misfit { event: event.kind(), state: self.state.standing().code() };
        self.step(at, event).ok_or(misfit)?;
        if let Some(hand) = hand(event) {
            self.hands.entry(actor.to_owned()).or_default().insert(hand);
        }
        if !event.only_adds() {
            self.version += 1;
        }
        Ok(self)
    }

    /// `None` when the event does not fit.
    fn step(&mut self, at: Moment, event: &Event) -> Option<()> {
        match (self.state.standing(), event) {
            (Standing::Submitted, Event::Imported(event)) => self.bring_in(at, event)?,
            (Standing::Submitted, Event::Accepted(event)) => {
                self.place = event.place;
                self.receiver = event.receiver;
                self.assessor = event.receiver;
                self.enter(at, State::Assessing);
            }
            (Standing::Assessing, Event::Assessed(event)) => {
                self.list = Some(event.list.clone());
                self.matter = Some(event.matter.clone());
                (self.class, self.lane) = (event.class, event.lane);
                self.send(at, event.lead, Part::Lead);
                self.enter(at, State::Handling);
            }
            (Standing::Handling, Event::Dispatched(event)) => {
                self.send(at, event.unit, Part::Assist);
            }
            (from, Event::Proposed(event)) => self.propose(at, from, event)?,
            (Standing::Reviewing, Event::Released(event)) => self.release(at, event.until)?,
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
            (Standing::FollowingUp, Event::Rated(event)) => self.rate(at, event)?,
            (Standing::FollowingUp, Event::Closed(event)) => {
                let (reply, rework_until) = (self.window()?.reply, event.rework_until);
                self.close(at, Closing { reply, grade: None, rework_until });
            }
            (Standing::Closed, Event::Reworked(event)) => self.next_round(at, event.leader),
            (_, Event::Withdrawn(_)) if self.state.is_open() => {
                self.end_orders();
                self.enter(at, State::Withdrawn);
            }
            (_, event) => self.add(at, event)?,
        }
        Some(())
    }

    /// Events that leave the state as it is.
    fn add(&mut self, at: Moment, event: &Event) -> Option<()> {
        match event {
            Event::Acknowledged(event) => {
                let order = self.live_order(event.order)?;
                if order.progress != Progress::Sent {
                    return None;
                }
                order.progress = Progress::Taken;
            }
            Event::Contacted(event) => {
                self.live_order(event.order)?.contacted.get_or_insert(at);
            }
            Event::Reported(event) => {
                let order = self.live_order(event.order)?;
                if order.part == Part::Lead {
                    return None;
                }
                order.progress = Progress::Done;
            }
            Event::Carded(card) => self.cards.push(card.clone()),
            Event::Noted(_) | Event::Published(_) | Event::Supplemented(_)
                if self.state.is_open() => {}
            Event::FollowedUp(_) if self.state.standing() == Standing::FollowingUp => {}
            Event::Erased(_) | Event::Attached(_) => {}
            _ => return None,
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
        let fits = match event.what {
            Proposed::Refusal => from == Standing::Submitted && event.reason.is_some(),
            Proposed::Answer => matches!(from, Standing::Submitted | Standing::Assessing),
            Proposed::Result => from == Standing::Handling && self.assistants_are_done(),
        };
        if !fits || (event.reason.is_some() && event.what != Proposed::Refusal) {
            return None;
        }
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
            Proposed::Refusal => self.enter(at, State::Declined),
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
            Standing::Handling => State::Handling,
            _ => return None,
        };
        if back == State::Handling {
            let round = self.round;
            let lead = |order: &&mut Order| order.part == Part::Lead && order.round == round;
            let order = self.orders.iter_mut().find(lead)?;
            (order.progress, order.since) = (Progress::Taken, at);
        }
        self.enter(at, back);
        Some(())
    }

    fn rate(&mut self, at: Moment, event: &Rated) -> Option<()> {
        if !(1..=5).contains(&event.grade) {
            return None;
        }
        match event.then {
            AfterRating::Closed { rework_until } => {
                let (reply, grade) = (self.window()?.reply, Some(event.grade));
                self.close(at, Closing { reply, grade, rework_until });
            }
            AfterRating::Round { leader } => self.next_round(at, leader),
        }
        Some(())
    }

    fn next_round(&mut self, at: Moment, leader: AtUnit) {
        self.end_orders();
        self.round += 1;
        self.assessor = leader;
        self.enter(at, State::Assessing);
    }

    fn close(&mut self, at: Moment, closing: Closing) {
        self.end_orders();
        self.enter(at, State::Closed(closing));
    }

    fn send(&mut self, at: Moment, unit: AtUnit, part: Part) {
        let n = i64::try_from(self.orders.len()).unwrap_or(i64::MAX) + 1;
        let (round, progress) = (self.round, Progress::Sent);
        self.orders.push(Order { n, round, unit, part, progress, since: at, contacted: None });
    }

    fn end_orders(&mut self) {
        for order in &mut self.orders {
            order.progress = Progress::Ended;
        }
    }

    fn live_order(&mut self, n: i64) -> Option<&mut Order> {
        self.orders.iter_mut().find(|order| order.n == n && order.is_live())
    }

    fn assistants_are_done(&self) -> bool {
        self.orders.iter().all(|order| order.part == Part::Lead || !order.is_live())
    }

    fn proposal(&self) -> Option<&Proposal> {
        if let State::Reviewing(proposal) = &self.state { Some(proposal) } else { None }
    }

    fn window(&self) -> Option<&Window> {
        if let State::FollowingUp(window) = &self.state { Some(window) } else { None }
    }

    fn enter(&mut self, at: Moment, state: State) {
        self.state = state;
        self.since = at;
    }
}

/// What part in the appeal an event gives to whoever did it.
const fn hand(event: &Event) -> Option<Hand> {
    match event {
        Event::Accepted(_)
        | Event::Assessed(_)
        | Event::Dispatched(_)
        | Event::Acknowledged(_)
        | Event::Contacted(_)
        | Event::Reported(_)
        | Event::Proposed(_)
        | Event::Noted(_) => Some(Hand::Handled),
        Event::Released(_) | Event::SentBack(_) => Some(Hand::Reviewed),
        _ => None,
    }
}

use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::asks::{Ask, Outcome};
use crate::appeals::nouns::casework::disputes::Ruling;
use crate::appeals::nouns::casework::slips::Slip;
use crate::appeals::nouns::casework::stops::StopFor;
use crate::appeals::nouns::event::Event;
use crate::appeals::nouns::order::Part;
use crate::appeals::nouns::state::Standing;

/// How an appeal folds the events of handling in depth.
impl Appeal {
    /// `None` when the event does not fit.
    pub(crate) fn work(&mut self, at: Moment, actor: &str, event: &Event) -> Option<()> {
        if !self.state.is_open() {
            let Event::Reconsidered(event) = event else { return None };
            return self.reconsider(at, event);
        }
        match event {
            Event::Planned(event) => self.write_plan(at, actor, event),
            Event::Granted(event) => self.grant(at, event),
            Event::Refused(event) => self.refuse(event),
            Event::ExtensionAsked(event) => self.ask_for_time(at, actor, event),
            Event::HoldAsked(event) => self.ask_to_hold(at, actor, event),
            Event::IdentityAsked(event) => self.ask_to_look(at, event),
            Event::HoldKept(event) => self.keep_holding(event),
            Event::HoldCleared(_) => self.go_on(at, StopFor::Hold),
            Event::Paused(event) => self.pause(at, event),
            Event::Resumed(_) => self.go_on(at, StopFor::Pause),
            Event::SlipIssued(event) => self.issue_slip(at, event),
            Event::SlipTaken(event) => self.take_slip(at, event.slip),
            Event::SlipFinished(event) => self.finish_slip(at, actor, event.slip),
            Event::SlipChecked(event) => self.check_slip(at, actor, event),
            Event::SlipEnded(event) => self.end_slip(event.slip),
            event => self.work_on_orders(at, actor, event),
        }
    }

    fn work_on_orders(&mut self, at: Moment, actor: &str, event: &Event) -> Option<()> {
        let working = matches!(self.state.standing(), Standing::Planning | Standing::Handling);
        match event {
            Event::Returned(event) => self.give_back(at, actor, event),
            Event::Ruled(event) => self.rule(at, event),
            Event::Reassigned(event) => self.reassign(at, event),
            Event::Assigned(event) => self.assign(event),
            Event::Referred(event) if working => {
                self.refer(at, event);
                Some(())
            }
            Event::Recused(event) => self.recuse(at, event),
            event => self.work_beside(at, event),
        }
    }

    fn work_beside(&mut self, at: Moment, event: &Event) -> Option<()> {
        match event {
            Event::Relaned(event) => self.relane(event),
            Event::Shared(event) => self.share(event.unit),
            Event::HandedOver(event) => self.hand_over(event)?,
            Event::RulesChanged(event) => self.take_over(at, *event)?,
            Event::Split(event) => self.casework.children.push(event.child),
            Event::Met(_) => {}
            Event::Listed(event) => self.list(at, event.why, Some(event.words.vault))?,
            Event::Unlisted(event) => self.unlist(event.why)?,
            Event::Specialised(event) => self.specialise(at, event)?,
            Event::SpecialReviewed(event) => self.look_at_special(at, event)?,
            Event::VisitOffered(event) => self.offer_visit(at, event)?,
            Event::VisitAnswered(event) => self.answer_visit(event)?,
            Event::VisitDone(event) => self.make_visit(event.visit)?,
            Event::ConsultOpened(event) => self.open_consult(at, event)?,
            Event::Opined(event) => self.opine(event)?,
            Event::ConsultEnded(event) => self.end_consult(event)?,
            Event::PoolEmpty(event) => self.lack_people(at, *event)?,
            Event::Escalated(event) => self.escalate(at, event)?,
            Event::Attended(event) => self.attend(event)?,
            _ => return None,
        }
        Some(())
    }

    /// Whether nothing is left to do but the reply: assisting orders, slips and disputes are over.
    pub fn is_worked_off(&self) -> bool {
        let assisted = self.orders.iter().all(|order| order.part == Part::Lead || !order.is_live());
        let disputed = self.casework.disputes.iter().any(|dispute| dispute.ruling.is_none());
        assisted && !disputed && !self.casework.slips.iter().any(Slip::is_live)
    }

    /// What goes with the end of handling: asks and disputes lapse, slips end, clocks run.
    pub(crate) fn leave_work(&mut self, at: Moment) {
        let at_work = |ask: &&mut Ask| !ask.what.is_identity();
        let asks = self.casework.asks.iter_mut().filter(|ask| ask.outcome.is_none());
        for ask in asks.filter(at_work) {
            ask.outcome = Some(Outcome::Lapsed);
        }
        for dispute in self.casework.disputes.iter_mut().filter(|one| one.ruling.is_none()) {
            dispute.ruling = Some(Ruling::Lapsed);
        }
        for stop in self.casework.stops.iter_mut().filter(|stop| stop.to.is_none()) {
            stop.to = Some(at);
        }
        self.end_slips(|_| true);
    }
}

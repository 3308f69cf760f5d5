use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::course::Handled;
use crate::appeals::nouns::event::{
    Folds, Noted, ProposedWords, Published, Released, SentBack, Verified, While,
};
use crate::appeals::nouns::order::{Order, Part, Progress};
use crate::appeals::nouns::state::{Closing, Proposal, Proposed, Standing, State, Window};

impl Appeal {
    fn proposal(&self) -> Option<&Proposal> {
        if let State::Reviewing(proposal) = &self.state { Some(proposal) } else { None }
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
}

impl Folds for ProposedWords {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        use Standing::{Assessing, Concluding, Handling, Planning, Submitted};
        let from = appeal.state.standing();
        let early = matches!(from, Submitted | Assessing | Planning | Handling);
        let fits = match self.what {
            Proposed::Refusal => early && self.reason.is_some(),
            Proposed::Transfer => early,
            Proposed::Answer => matches!(from, Submitted | Assessing),
            Proposed::Result => from == Handling && appeal.is_worked_off(),
            Proposed::Conclusion => from == Concluding,
        };
        if !fits || (self.reason.is_some() && self.what != Proposed::Refusal) {
            return None;
        }
        if let Some(about) = &self.about {
            if self.what != Proposed::Answer {
                return None;
            }
            appeal.list = Some(about.list.clone());
            appeal.matter = Some(about.matter.clone());
        }
        if let (Proposed::Result, Some(due), Some(lead)) = (self.what, self.due, appeal.lead()) {
            let (round, unit) = (appeal.round, lead.unit);
            appeal.casework.course.handle(Handled { round, at: now, unit, due });
        }
        appeal.leave_work(now);
        for order in appeal.orders.iter_mut().filter(|order| order.is_live()) {
            order.progress = Progress::Done;
        }
        let (what, words, reason) = (self.what, self.words.vault, self.reason.clone());
        appeal.enter(now, State::Reviewing(Proposal { what, from, words, reason }));
        Some(())
    }
}

impl Folds for Released {
    const WHILE: While = While::In(&[Standing::Reviewing]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let proposal = appeal.proposal()?;
        let (reply, until) = (proposal.words, self.until);
        match proposal.what {
            Proposed::Refusal => {
                appeal.casework.object_until = Some(until);
                appeal.enter(now, State::Declined);
            }
            Proposed::Transfer => appeal.enter(now, State::Transferred),
            Proposed::Conclusion => {
                let (grade, rework_until) = (appeal.casework.grade, now);
                appeal.close(now, Closing { reply, grade, rework_until });
            }
            Proposed::Result | Proposed::Answer if appeal.origin.is_rated() => {
                appeal.enter(now, State::FollowingUp(Window { reply, until }));
            }
            // Where no resident asked, the result is verified, not released.
            Proposed::Result | Proposed::Answer => return None,
        }
        appeal.casework.asker = self.asker;
        Some(())
    }
}

impl Folds for SentBack {
    const WHILE: While = While::In(&[Standing::Reviewing]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.send_back(now)
    }
}

impl Folds for Verified {
    const WHILE: While = While::In(&[Standing::Reviewing]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if !self.solved {
            return appeal.send_back(now);
        }
        let (reply, rework_until) = (appeal.proposal()?.words, self.rework_until);
        appeal.close(now, Closing { reply, grade: None, rework_until });
        Some(())
    }
}

impl Folds for Noted {
    const WHILE: While = While::Open;

    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        Some(())
    }
}

impl Folds for Published {
    const WHILE: While = While::Open;

    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        Some(())
    }
}

//! What is counted of an appeal: a pure function of it and its rules.

use xianban_kernel::Moment;

use super::appeal::Appeal;
use super::casework::meetings::Why;
use super::casework::stops::StopFor;
use super::state::{Origin, State, Step};
use crate::figures::{Count, Fact, Under};
use crate::organisation::AtUnit;
use crate::rules::RuleSet;

/// Everything that numbers count of an appeal now.
pub(crate) fn facts(appeal: &Appeal, set: &RuleSet) -> Vec<Fact> {
    let mut found = Found { appeal, facts: Vec::new() };
    if appeal.ended_elsewhere() {
        return found.facts;
    }
    if appeal.origin == Origin::GridPatrol {
        found.patrol();
    } else {
        found.life();
    }
    found.stands();
    found.rounds(set.rules.rating.satisfied_from);
    found.facts
}

/// Under what it is counted.
pub(crate) fn under(appeal: &Appeal) -> Under {
    Under {
        place: appeal.place,
        units: vec![appeal.receiver.unit, appeal.holder().unit],
        list: appeal.list.clone().unwrap_or_default(),
        matter: appeal.matter.clone().unwrap_or_default(),
    }
}

struct Found<'a> {
    appeal: &'a Appeal,
    facts: Vec<Fact>,
}

impl Found<'_> {
    fn add(&mut self, count: Count, n: i64, at: Moment, by: AtUnit) {
        self.facts.push(Fact { count, n, at, unit: by.unit });
    }

    /// What a grid worker saw on his round: it closes only when somebody found it solved on site.
    fn patrol(&mut self) {
        let Appeal { filed_at, receiver, .. } = *self.appeal;
        self.add(Count::Reported, 0, filed_at, receiver);
        if matches!(self.appeal.state, State::Closed(_)) {
            self.add(Count::ReportSolved, 0, filed_at, receiver);
        }
    }

    /// From filing to the end.
    fn life(&mut self) {
        let Appeal { filed_at, receiver, since, .. } = *self.appeal;
        self.add(Count::Filed, 0, filed_at, receiver);
        if let Some(accepted) = self.appeal.casework.course.accepted {
            self.add(Count::Accepted, 0, accepted, receiver);
        }
        let end = match self.appeal.state {
            State::Closed(_) => Count::Closed,
            State::Declined => Count::Declined,
            State::Transferred => Count::Transferred,
            State::Withdrawn => Count::Withdrawn,
            State::Submitted
            | State::Assessing
            | State::Planning
            | State::Handling
            | State::Reviewing(_)
            | State::FollowingUp(_)
            | State::Concluding => return,
        };
        self.add(end, 0, since, self.appeal.answering());
    }

    /// Where it stands, while something is owed.
    fn stands(&mut self) {
        if !self.appeal.state.is_open() {
            return;
        }
        let (filed_at, holder) = (self.appeal.filed_at, self.appeal.holder());
        let at = match self.appeal.state.step() {
            Step::Collect => Count::AtCollect,
            Step::Assess => Count::AtAssess,
            Step::Plan => Count::AtPlan,
            Step::Carry => Count::AtCarry,
            Step::Answer => Count::AtAnswer,
        };
        self.add(Count::Open, 0, filed_at, holder);
        self.add(at, 0, filed_at, holder);
        if self.appeal.stopped().is_some_and(|stop| stop.what == StopFor::Hold) {
            self.add(Count::OnHold, 0, filed_at, holder);
        }
        for (why, count) in [(Why::Hard, Count::Hard), (Why::Supervised, Count::Supervised)] {
            if self.appeal.is_listed(why) {
                self.add(count, 0, filed_at, holder);
            }
        }
    }

    /// What was returned, handled and rated, round by round; what is left out stands in no rate.
    fn rounds(&mut self, satisfied_from: i64) {
        let work = &self.appeal.casework;
        for (n, at) in (2..).zip(&work.course.begun) {
            self.add(Count::Round, n, *at, self.appeal.assessor);
        }
        for dispute in &work.disputes {
            self.facts.push(Fact {
                count: Count::Returned,
                n: dispute.n,
                at: dispute.since,
                unit: dispute.unit,
            });
        }
        if self.appeal.left_out().is_some() {
            if let Some((at, unit)) = self.appeal.counts_for() {
                self.add(Count::LeftOut, 0, at, unit);
            }
            return;
        }
        for done in &work.course.handled {
            self.add(Count::Handled, done.round, done.at, done.unit);
            if done.in_time() {
                self.add(Count::InTime, done.round, done.at, done.unit);
            }
        }
        for one in &work.course.rated {
            self.add(Count::Rated, one.round, one.at, one.unit);
            let satisfied = one.grade >= satisfied_from;
            let count = if satisfied { Count::Satisfied } else { Count::Low };
            self.add(count, one.round, one.at, one.unit);
            if one.solved {
                self.add(Count::Solved, one.round, one.at, one.unit);
            }
        }
        self.closing(satisfied_from);
    }

    /// What a closed one came to for its applicant: its last rating counts, whichever round it was of.
    fn closing(&mut self, satisfied_from: i64) {
        let State::Closed(_) = self.appeal.state else { return };
        if !self.appeal.origin.is_rated() {
            return;
        }
        let (at, by) = (self.appeal.since, self.appeal.answering());
        self.add(Count::ClosedAsked, 0, at, by);
        let Some(last) = self.appeal.casework.course.rated.last().copied() else { return };
        self.add(Count::ClosedRated, 0, at, by);
        if last.grade >= satisfied_from {
            self.add(Count::ClosedSatisfied, 0, at, by);
        }
    }
}

use xianban_kernel::{Moment, Role, UnitId};

use super::appeal::Appeal;
use super::event::AtUnit;
use super::order::{Order, Part, Progress};
use super::state::{Proposed, State};
use crate::rules::{DutyKind, Question, RuleSet};

/// What somebody owes an open appeal, and by when. Stored beside the appeal at each save; every
/// queue, badge and card reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What is owed.
    pub kind: DutyKind,
    /// Which order it belongs to; 0 for the appeal itself.
    pub order: i64,
    /// Where the seat stands.
    pub unit: UnitId,
    /// The role that owes it.
    pub role: Role,
    /// Since when it is owed.
    pub since: Moment,
    /// When it is near due.
    pub yellow: Moment,
    /// When it is due; overdue from then on.
    pub due: Moment,
}

/// Everything owed to `appeal` now. An open appeal always has a duty, a closed one none but the call
/// to an applicant whom a notice did not reach.
pub fn duties(appeal: &Appeal, set: &RuleSet) -> Vec<Duty> {
    let owing = Owing { appeal, set };
    let mut owed = match &appeal.state {
        State::Submitted => owing.at(DutyKind::Accept, 0, appeal.receiver, appeal.since),
        State::Assessing => owing.at(DutyKind::Assess, 0, appeal.assessor, appeal.since),
        State::Handling => appeal.orders.iter().flat_map(|order| owing.on(order)).collect(),
        State::Reviewing(proposal) => {
            let verified = !appeal.origin.is_rated() && proposal.what != Proposed::Refusal;
            let kind = if verified { DutyKind::Verify } else { DutyKind::Review };
            owing.at(kind, 0, appeal.office, appeal.since)
        }
        State::FollowingUp(_) => owing.at(DutyKind::FollowUp, 0, appeal.office, appeal.since),
        State::Closed(_) | State::Declined | State::Withdrawn => Vec::new(),
    };
    if let Some(call) = appeal.call {
        owed.extend(owing.at(DutyKind::Call, 0, appeal.office, call.since));
    }
    owed
}

/// What leads an appeal on next, before all else owed to it; a call does not.
pub(super) fn next(owed: Vec<Duty>) -> Option<Duty> {
    owed.into_iter().filter(|duty| duty.kind != DutyKind::Call).min_by_key(|duty| duty.due)
}

struct Owing<'a> {
    appeal: &'a Appeal,
    set: &'a RuleSet,
}

impl Owing<'_> {
    /// What a unit owes on one order.
    fn on(&self, order: &Order) -> Vec<Duty> {
        let at = |kind| self.at(kind, order.n, order.unit, order.since);
        if !order.is_live() {
            return Vec::new();
        }
        let mut owed = match order.part {
            Part::Lead => at(DutyKind::Handle),
            Part::Assist => at(DutyKind::Assist),
        };
        if order.progress == Progress::Sent {
            owed.extend(at(DutyKind::Acknowledge));
        }
        if order.part == Part::Lead && order.contacted.is_none() && self.appeal.origin.is_rated() {
            owed.extend(at(DutyKind::Contact));
        }
        owed
    }

    fn at(&self, kind: DutyKind, order: i64, at: AtUnit, since: Moment) -> Vec<Duty> {
        let Appeal { kind: about, lane, class, round, .. } = *self.appeal;
        let limit = self.set.rules.limits.of(kind, Question { kind: about, lane, class, round });
        let due = limit.due(since, &self.set.calendar).at;
        let yellow = limit.yellow(since, due, &[], &self.set.calendar);
        let seat = |at: AtUnit| {
            let role = self.set.rules.owing_role(kind, round, at.kind)?;
            Some((at.unit, role.clone()))
        };
        // A unit without the role cannot owe: the office that runs the platform does.
        let seat = seat(at).or_else(|| seat(self.appeal.office));
        let duty = seat.map(|(unit, role)| Duty { kind, order, unit, role, since, yellow, due });
        duty.into_iter().collect()
    }
}

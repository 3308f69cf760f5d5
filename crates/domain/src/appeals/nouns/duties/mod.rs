//! What is owed in an appeal, by whom and by when: a pure function of the appeal and its rules.

pub(crate) mod answers;
pub(crate) mod cards;
pub(crate) mod casework;
mod limits;

use crate::appeals::nouns::words::DutyKind;
use xianban_kernel::{Due, Moment};

use super::appeal::Appeal;
use super::casework::asks::AskFor;
use super::order::{Order, Part, Progress};
use super::state::{Proposed, State};
use crate::organisation::AtUnit;
use crate::rules::{RuleSet, TimeLimit};
use limits::Question;

/// What somebody owes an open appeal, and by when.
pub type Duty = crate::duty::Duty<DutyKind>;

/// Everything owed to `appeal` now. An open appeal always has a duty, a closed one none but what
/// stands beside its way: the call to an applicant whom a notice did not reach, the ruling on how it
/// is counted.
pub fn duties(appeal: &Appeal, set: &RuleSet) -> Vec<Duty> {
    let owing = Owing { appeal, set };
    let mut owed = match &appeal.state {
        State::Submitted => owing.at(DutyKind::Accept, 0, appeal.receiver, appeal.since),
        State::Assessing => owing.at(DutyKind::Assess, 0, appeal.assessor, appeal.since),
        State::Planning | State::Handling => {
            appeal.orders.iter().flat_map(|order| owing.on(order)).collect()
        }
        State::Reviewing(proposal) => {
            let result = matches!(proposal.what, Proposed::Result | Proposed::Answer);
            let verified = !appeal.origin.is_rated() && result;
            let kind = if verified { DutyKind::Verify } else { DutyKind::Review };
            owing.at(kind, 0, appeal.office, appeal.since)
        }
        State::FollowingUp(_) => {
            let owed = owing.at(DutyKind::FollowUp, 0, appeal.office, appeal.since);
            owed.into_iter().map(|duty| duty.of(appeal.casework.asker)).collect()
        }
        State::Concluding => owing.at(DutyKind::Conclude, 0, appeal.assessor, appeal.since),
        State::Closed(_) | State::Declined | State::Transferred | State::Withdrawn => Vec::new(),
    };
    owed.extend(owing.casework());
    owed.extend(owing.counting());
    owed.extend(owing.escalations(&owed));
    if let Some(call) = appeal.call {
        owed.extend(owing.at(DutyKind::Call, 0, appeal.office, call.since));
    }
    owed
}

/// Duties that stand beside the way: one that is still owed would hide what the appeal waits for.
pub(crate) const BESIDE: &[DutyKind] = &[
    DutyKind::Call,
    DutyKind::Visit,
    DutyKind::AnswerSupervision,
    DutyKind::ReviewListing,
    DutyKind::RuleCount,
];

/// What leads an appeal on next, before all else owed to it, but for what stands beside the way.
pub(crate) fn next(owed: Vec<Duty>) -> Option<Duty> {
    let leads = |duty: &Duty| !BESIDE.contains(&duty.kind);
    owed.into_iter().filter(leads).min_by_key(|duty| duty.due)
}

/// When the lead unit's handling is due, whether or not the plan is made yet.
pub(crate) fn handling_due(appeal: &Appeal, set: &RuleSet) -> Option<Due> {
    let lead = appeal.lead()?;
    Some(Owing { appeal, set }.handled_by(lead.n, lead.since).1)
}

/// Who owes what to one appeal under one version of the rules.
pub(crate) struct Owing<'a> {
    pub(crate) appeal: &'a Appeal,
    pub(crate) set: &'a RuleSet,
}

impl Owing<'_> {
    /// What a unit owes on one order.
    fn on(&self, order: &Order) -> Vec<Duty> {
        let at = |kind| self.at(kind, order.n, order.unit, order.since);
        // What a whistle's unit owes, it owes the whistle.
        if !order.is_live() || self.appeal.whistle_of(order.n).is_some() {
            return Vec::new();
        }
        let mut owed = match order.part {
            Part::Lead => self.leading(order),
            Part::Assist => at(DutyKind::Assist),
        };
        if order.progress == Progress::Sent {
            owed.extend(at(DutyKind::Acknowledge));
        }
        if order.part == Part::Lead && order.contacted.is_none() && self.appeal.origin.is_rated() {
            owed.extend(at(DutyKind::Contact));
        }
        let person = self.appeal.casework.named.get(&order.n).copied();
        owed.into_iter().map(|duty| duty.of(person)).collect()
    }

    /// A plan first, where one is needed; then the handling itself.
    fn leading(&self, order: &Order) -> Vec<Duty> {
        if self.appeal.state != State::Planning {
            let times = self.handled_by(order.n, order.since);
            return self.seated(DutyKind::Handle, order.n, order.unit, order.since, times);
        }
        let waits = self.appeal.asked().any(|ask| matches!(ask.what, AskFor::Plan { .. }));
        if waits {
            Vec::new()
        } else {
            self.at(DutyKind::Plan, order.n, order.unit, self.appeal.since)
        }
    }

    /// Owed within the limit of the rules.
    pub(crate) fn at(&self, kind: DutyKind, n: i64, at: AtUnit, since: Moment) -> Vec<Duty> {
        let limit = self.limit(kind);
        let due = self.appeal.not_too_soon(since, limit.due(since, &self.set.calendar));
        let yellow = limit.yellow(since, due.at, &[], &self.set.calendar);
        self.seated(kind, n, at, since, (yellow, due))
    }

    /// Owed by a moment that was agreed.
    pub(crate) fn by(
        &self,
        kind: DutyKind,
        n: i64,
        at: AtUnit,
        (since, due): (Moment, Moment),
    ) -> Option<Duty> {
        // A moment that has passed already is owed at once.
        let due = due.max(since.plus_millis(60_000));
        let yellow = TimeLimit::Hours(48).yellow(since, due, &[], &self.set.calendar);
        self.seated(kind, n, at, since, (yellow, Due::agreed(due))).pop()
    }

    /// The limit of a duty of this appeal.
    pub(crate) fn limit(&self, kind: DutyKind) -> TimeLimit {
        let Appeal { kind: about, lane, class, round, .. } = *self.appeal;
        Question { kind: about, lane, class, round }.limit(&self.set.rules.limits, kind)
    }

    fn seated(
        &self,
        kind: DutyKind,
        part: i64,
        at: AtUnit,
        since: Moment,
        (yellow, due): (Moment, Due),
    ) -> Vec<Duty> {
        let seat = |at: AtUnit| {
            let role = self.set.rules.owing_role(kind, self.appeal.round, at.kind)?;
            Some((at.unit, role.clone()))
        };
        // A unit without the role cannot owe: the office that runs the platform does.
        let seat = seat(at).or_else(|| seat(self.appeal.office));
        let person = None;
        let duty =
            seat.map(|(unit, role)| Duty { kind, part, unit, role, person, since, yellow, due });
        duty.into_iter().collect()
    }
}

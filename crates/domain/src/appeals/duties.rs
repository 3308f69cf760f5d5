use xianban_kernel::{Moment, Role, UnitId};

use super::appeal::Appeal;
use super::state::State;
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

/// Everything owed to `appeal` now. An open appeal always has at least one duty, a closed one none.
pub fn duties(appeal: &Appeal, set: &RuleSet) -> Vec<Duty> {
    let rules = &set.rules;
    let about =
        Question { kind: appeal.kind, lane: appeal.lane, class: appeal.class, round: appeal.round };
    let owed = |kind: DutyKind| {
        let limit = rules.limits.of(kind, about);
        let due = limit.due(appeal.since, &set.calendar).at;
        let yellow = limit.yellow(appeal.since, due, &[], &set.calendar);
        let role = rules.owing_role(kind, appeal.round, appeal.receiver.kind)?.clone();
        let unit = appeal.receiver.unit;
        Some(Duty { kind, order: 0, unit, role, since: appeal.since, yellow, due })
    };
    let now_owed = match appeal.state {
        State::Submitted => DutyKind::Accept,
        State::Assessing => DutyKind::Assess,
    };
    owed(now_owed).into_iter().collect()
}

use xianban_kernel::{Moment, Role, TimeLimit, UnitId};

use super::appeal::Appeal;
use super::state::State;
use crate::rules::{DutyKind, Question, Rules};

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

/// Turns a limit that begins at a moment into the moments it warns and ends.
pub trait Clocks {
    /// `(yellow, due)`.
    fn run(&self, limit: TimeLimit, since: Moment) -> (Moment, Moment);
}

/// Everything owed to `appeal` now. An open appeal always has at least one duty, a closed one none.
pub fn duties(appeal: &Appeal, rules: &Rules, clocks: &impl Clocks) -> Vec<Duty> {
    let about =
        Question { kind: appeal.kind, lane: appeal.lane, class: appeal.class, round: appeal.round };
    let owed = |kind: DutyKind| {
        let (yellow, due) = clocks.run(rules.limits.of(kind, about), appeal.since);
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

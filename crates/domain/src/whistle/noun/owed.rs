use xianban_kernel::{Due, Moment, TimeLimit};

use super::receiver::{Receiver, Stage};
use super::whistle::{Standing, Whistle};
use crate::folded::{Limits, Owed};
use crate::organisation::AtUnit;
use crate::rules::RuleSet;
use crate::whistle::rules::WhistleRules;
use crate::whistle::words::DutyKind;

impl Whistle {
    pub(super) fn owing(&self, set: &RuleSet) -> Vec<Owed<DutyKind>> {
        let ruled = WhistleRules::of(&set.rules);
        let limits = Limits(set);
        let one = |kind, at: AtUnit, limit| -> Vec<Owed<DutyKind>> {
            limits.owed((kind, 0), at, self.since, limit).into_iter().collect()
        };
        match self.standing {
            Standing::Draft => one(DutyKind::Approve, self.unit, ruled.approve),
            Standing::Back => one(DutyKind::Revise, self.unit, ruled.approve),
            Standing::Settled => one(DutyKind::Judge, self.above, ruled.judge),
            Standing::Blown if self.is_answered() && self.passed_up => {
                one(DutyKind::Close, self.above, ruled.close)
            }
            Standing::Blown if self.is_answered() => {
                one(DutyKind::Close, self.unit, ruled.close).into_iter().map(Owed::wakes).collect()
            }
            Standing::Blown => {
                self.receivers.iter().filter_map(|one| self.owes(one, &limits, &ruled)).collect()
            }
            Standing::Closed | Standing::Recalled | Standing::Dropped => Vec::new(),
        }
    }

    /// What is owed about one receiver.
    fn owes(
        &self,
        one: &Receiver,
        limits: &Limits<'_>,
        ruled: &WhistleRules,
    ) -> Option<Owed<DutyKind>> {
        let owed = |kind, at, limit| limits.owed((kind, one.n), at, one.since, limit);
        match one.stage {
            // Once it was silent or ruled over, its limit has no second consequence.
            Stage::Called if one.was_silent || one.ruled => {
                owed(DutyKind::Respond, one.unit, ruled.respond)
            }
            Stage::Called => owed(DutyKind::Respond, one.unit, ruled.respond).map(Owed::wakes),
            Stage::Refused | Stage::Silent => owed(DutyKind::Rule, self.above, ruled.rule),
            Stage::Coming => {
                let owed = owed(DutyKind::Arrive, one.unit, TimeLimit::Hours(24))?;
                Some(by(owed, self.arrive_by(one.since)))
            }
            Stage::Arrived => owed(DutyKind::Confirm, self.unit, ruled.confirm),
            Stage::Working => owed(DutyKind::Report, one.unit, ruled.report),
            Stage::Excused | Stage::Reported => None,
        }
    }
}

/// The same, due at a moment that was agreed.
fn by(mut owed: Owed<DutyKind>, due: Moment) -> Owed<DutyKind> {
    let since = owed.duty.since.millis();
    owed.duty.yellow = Moment::from_millis(since + (due.millis() - since) * 3 / 4);
    owed.duty.due = Due::agreed(due);
    owed
}

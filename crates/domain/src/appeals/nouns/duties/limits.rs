use crate::appeals::nouns::words::DutyKind;
use crate::rules::{AppealKind, HandleClass, Lane, Limits, TimeLimit};

/// What a limit depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The appeal's kind.
    pub(crate) kind: AppealKind,
    /// Its lane.
    pub(crate) lane: Lane,
    /// Its class, as assessed; before that, general.
    pub(crate) class: HandleClass,
    /// Its round, from 1.
    pub(crate) round: i64,
}

impl Question {
    /// By when a duty that begins now is owed.
    pub(crate) fn limit(self, limits: &Limits, duty: DutyKind) -> TimeLimit {
        let (about, lane) = (self, limits.of_lane(self.lane));
        match duty {
            DutyKind::Accept => lane.accept,
            DutyKind::Assess => lane.assess,
            DutyKind::Acknowledge => lane.acknowledge,
            DutyKind::Contact => *lane.contact.of(about.kind),
            DutyKind::Handle if about.round > 1 => lane.rework,
            DutyKind::Handle => *lane.handle.of(about.kind).of(about.class),
            DutyKind::Review => lane.review,
            DutyKind::Verify => lane.verify,
            DutyKind::FollowUp => lane.follow_up,
            DutyKind::Call => lane.call,
            DutyKind::Plan => lane.plan,
            DutyKind::Approve | DutyKind::FillPool => lane.approve,
            DutyKind::Rule => lane.rule,
            DutyKind::Check => lane.check,
            DutyKind::Attend => lane.attend,
            DutyKind::AnswerSupervision => lane.answer_supervision,
            DutyKind::RuleCount => lane.rule_count,
            DutyKind::Conclude => lane.conclude,
            // All but the first are owed by a moment of their own.
            DutyKind::Assist
            | DutyKind::Slip
            | DutyKind::Resume
            | DutyKind::ReviewHold
            | DutyKind::ReviewSpecial
            | DutyKind::ReviewListing
            | DutyKind::Visit
            | DutyKind::Consult => lane.assist,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rooms::vocabulary;
    use crate::rules::{Rules, SHIPPED};

    fn limit(
        duty: DutyKind,
        kind: AppealKind,
        lane: Lane,
        class: HandleClass,
        round: i64,
    ) -> String {
        let limits = Rules::parse(SHIPPED, vocabulary()).unwrap().limits;
        Question { kind, lane, class, round }.limit(&limits, duty).to_string()
    }

    #[test]
    fn a_resident_s_matter_takes_five_working_days_a_hard_one_fifteen() {
        use AppealKind::Livelihood;
        use HandleClass::{Complex, Consult, General};
        let handle = |class| limit(DutyKind::Handle, Livelihood, Lane::General, class, 1);
        assert_eq!([handle(Consult), handle(General), handle(Complex)], ["2wd", "5wd", "15wd"]);
    }

    #[test]
    fn a_firm_is_contacted_within_two_hours_and_answered_in_fifteen_working_days() {
        use AppealKind::Development;
        let of = |duty| limit(duty, Development, Lane::General, HandleClass::General, 1);
        assert_eq!([of(DutyKind::Contact), of(DutyKind::Handle)], ["2h", "15wd"]);
    }

    #[test]
    fn a_new_round_has_three_working_days_and_the_urgent_lane_one() {
        let rework =
            |lane| limit(DutyKind::Handle, AppealKind::Livelihood, lane, HandleClass::Complex, 2);
        assert_eq!([rework(Lane::General), rework(Lane::Urgent)], ["3wd", "1wd"]);
    }
}

use crate::appeals::nouns::words::DutyKind;
use xianban_kernel::StaffId;

use super::appeal::{Appeal, Hand};
use super::casework::asks::AskFor;
use super::duties::Duty;

impl DutyKind {
    /// Whether it keeps people away for the part they had in the matter, so that nobody may be left.
    pub(crate) const fn bars(self) -> bool {
        matches!(
            self,
            Self::Review
                | Self::Verify
                | Self::FollowUp
                | Self::Approve
                | Self::Rule
                | Self::Check
                | Self::AnswerSupervision
                | Self::RuleCount
        )
    }
}

/// Who may not do this for the part he had in the matter (回避). Nobody reviews or follows up what he
/// handled, nor follows up what he reviewed; nobody answers what he asked for himself, rules on what
/// he returned, or checks what he did. Whether an appeal counts is ruled on by somebody who neither
/// handled it nor objected.
pub(crate) fn barred(appeal: &Appeal, duty: &Duty) -> Vec<StaffId> {
    let people = kept_away(appeal, duty);
    debug_assert!(people.is_empty() || duty.kind.bars(), "{:?} may leave nobody", duty.kind);
    people
}

fn kept_away(appeal: &Appeal, duty: &Duty) -> Vec<StaffId> {
    let with = |barring: &[Hand]| {
        let had =
            appeal.hands.iter().filter(|(_, hands)| barring.iter().any(|h| hands.contains(h)));
        had.filter_map(|(mark, _)| account(mark)).collect()
    };
    let one = |mark: Option<&str>| mark.and_then(account).into_iter().collect();
    let work = &appeal.casework;
    match duty.kind {
        DutyKind::Review | DutyKind::Verify => with(&[Hand::Handled]),
        DutyKind::FollowUp => {
            let not = appeal.hands.keys().filter(|mark| !appeal.may_be_asked_by(mark));
            not.filter_map(|mark| account(mark)).collect()
        }
        DutyKind::Approve => {
            let ask = work.asks.iter().find(|ask| ask.n == duty.part);
            one(ask.and_then(|ask| ask.by.as_deref()))
        }
        DutyKind::Rule => {
            let dispute = work.disputes.iter().find(|dispute| dispute.n == duty.part);
            one(dispute.and_then(|dispute| dispute.by.as_deref()))
        }
        DutyKind::Check => {
            let slip = work.slips.iter().find(|slip| slip.n == duty.part);
            one(slip.and_then(|slip| slip.done_by.as_deref()))
        }
        DutyKind::AnswerSupervision => {
            let urge = work.supervisions.iter().find(|urge| urge.n == duty.part);
            one(urge.map(|urge| urge.by.as_str()))
        }
        DutyKind::RuleCount => {
            let mut people: Vec<StaffId> = with(&[Hand::Handled]);
            let by = appeal.objection().and_then(|one| account(&one.by));
            people.extend(by.filter(|by| !people.contains(by)));
            people
        }
        DutyKind::Accept
        | DutyKind::Assess
        | DutyKind::Acknowledge
        | DutyKind::Contact
        | DutyKind::Handle
        | DutyKind::Assist
        | DutyKind::Call
        | DutyKind::Plan
        | DutyKind::Slip
        | DutyKind::Resume
        | DutyKind::ReviewHold
        | DutyKind::ReviewSpecial
        | DutyKind::ReviewListing
        | DutyKind::Visit
        | DutyKind::Consult
        | DutyKind::Attend
        | DutyKind::Conclude
        | DutyKind::FillPool => Vec::new(),
    }
}

/// The account that the trail marks so.
pub(crate) fn account(mark: &str) -> Option<StaffId> {
    mark.strip_prefix("staff:")?.parse().ok().map(StaffId::new)
}

impl crate::appeals::nouns::casework::asks::Ask {
    /// Whether this one asked for it himself.
    pub fn is_by(&self, mark: &str) -> bool {
        let looks = matches!(self.what, AskFor::Identity { by, .. } if account(mark) == Some(by));
        looks || self.by.as_deref() == Some(mark)
    }
}

impl crate::appeals::nouns::casework::counting::CountRuling {
    /// Who ruled.
    pub fn ruler(&self) -> Option<StaffId> {
        account(&self.by)
    }
}

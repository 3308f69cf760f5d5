use super::state::Standing;
use crate::rules::Action;

/// One line of the table of moves: the one truth from which buttons, refusals and documents come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// What is done, as the policy names it.
    pub action: Action,
    /// Where it may be done.
    pub from: &'static [Standing],
    /// At which seat whoever does it must sit.
    pub at: Where,
}

/// The seat of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The unit that received the appeal.
    Receiver,
    /// The unit that assesses this round.
    Assessor,
    /// The unit that assesses this round, or the platform office.
    Dispatcher,
    /// The unit of the live lead order.
    Lead,
    /// The unit of any live order.
    AnyOrder,
    /// Any unit with a part in the appeal.
    AnyUnit,
    /// The platform office, by somebody who had no hand in the handling.
    Outside,
    /// The platform office, while a call is owed.
    Caller,
    /// The applicant himself.
    Applicant,
}

use Standing::{Assessing, Closed, FollowingUp, Handling, Reviewing, Submitted};

/// Every move of an appeal that is filed.
pub const MOVES: &[Move] = &[
    Move { action: Action::Accept, from: &[Submitted], at: Where::Receiver },
    Move { action: Action::Decline, from: &[Submitted], at: Where::Receiver },
    Move { action: Action::Answer, from: &[Submitted, Assessing], at: Where::Receiver },
    Move { action: Action::Assess, from: &[Assessing], at: Where::Assessor },
    Move { action: Action::Dispatch, from: &[Handling], at: Where::Dispatcher },
    Move { action: Action::Acknowledge, from: &[Handling], at: Where::AnyOrder },
    Move { action: Action::Report, from: &[Handling], at: Where::AnyOrder },
    Move { action: Action::Complete, from: &[Handling], at: Where::Lead },
    Move { action: Action::Note, from: OPEN, at: Where::AnyUnit },
    Move { action: Action::Publish, from: OPEN, at: Where::AnyUnit },
    Move { action: Action::ReadIdentity, from: Standing::ALL, at: Where::AnyUnit },
    Move { action: Action::Release, from: &[Reviewing], at: Where::Outside },
    Move { action: Action::SendBack, from: &[Reviewing], at: Where::Outside },
    Move { action: Action::Verify, from: &[Reviewing], at: Where::Outside },
    Move { action: Action::FollowUp, from: &[FollowingUp], at: Where::Outside },
    Move { action: Action::Call, from: Standing::ALL, at: Where::Caller },
    Move { action: Action::Supplement, from: OPEN, at: Where::Applicant },
    Move { action: Action::Urge, from: OPEN, at: Where::Applicant },
    Move { action: Action::Rate, from: &[FollowingUp], at: Where::Applicant },
    Move { action: Action::Rework, from: &[Closed], at: Where::Applicant },
    Move { action: Action::Withdraw, from: OPEN, at: Where::Applicant },
];

const OPEN: &[Standing] = &[Submitted, Assessing, Handling, Reviewing, FollowingUp];

impl Move {
    /// The line for `action`.
    pub fn of(action: Action) -> Option<&'static Self> {
        MOVES.iter().find(|line| line.action == action)
    }
}

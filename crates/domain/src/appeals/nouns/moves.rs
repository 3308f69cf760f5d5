use crate::appeals::nouns::words::Action;
use Standing::{
    Assessing, Closed, Concluding, Declined, FollowingUp, Handling, Planning, Reviewing, Submitted,
};

use super::state::Standing;

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
    /// The unit of the live lead order, else the one that assesses.
    Carrier,
    /// A unit that something was put before.
    Approver,
    /// A unit that has to rule on a returned order.
    Ruler,
    /// A unit with a task slip to do.
    SlipDoer,
    /// The unit of an order with a slip to check.
    SlipChecker,
    /// The unit that keeps to a named person following a hard matter: that person.
    Follower,
    /// A superior before whom an overdue duty came.
    Attendant,
    /// Whoever made the last move.
    Mover,
}

/// Every move of an appeal that is filed.
pub const MOVES: &[Move] = &[
    Move { action: Action::Accept, from: &[Submitted], at: Where::Receiver },
    Move { action: Action::Decline, from: &[Submitted], at: Where::Receiver },
    Move { action: Action::Answer, from: &[Submitted, Assessing], at: Where::Receiver },
    Move { action: Action::Assess, from: &[Assessing], at: Where::Assessor },
    Move { action: Action::Dispatch, from: WORKING, at: Where::Dispatcher },
    Move { action: Action::Acknowledge, from: WORKING, at: Where::AnyOrder },
    Move { action: Action::Report, from: WORKING, at: Where::AnyOrder },
    Move { action: Action::Complete, from: &[Handling], at: Where::Lead },
    Move { action: Action::Plan, from: WORKING, at: Where::Lead },
    Move { action: Action::Approve, from: OPEN, at: Where::Approver },
    Move { action: Action::ReturnOrder, from: WORKING, at: Where::AnyOrder },
    Move { action: Action::Rule, from: WORKING, at: Where::Ruler },
    Move { action: Action::Reassign, from: WORKING, at: Where::Dispatcher },
    Move { action: Action::Assign, from: WORKING, at: Where::AnyOrder },
    Move { action: Action::Refer, from: WORKING, at: Where::Dispatcher },
    Move { action: Action::IssueSlip, from: &[Handling], at: Where::AnyOrder },
    Move { action: Action::DoSlip, from: &[Handling], at: Where::SlipDoer },
    Move { action: Action::CheckSlip, from: &[Handling], at: Where::SlipChecker },
    Move { action: Action::Extend, from: &[Handling], at: Where::Lead },
    Move { action: Action::Pause, from: &[Handling], at: Where::Lead },
    Move { action: Action::Hold, from: &[Handling], at: Where::Lead },
    Move { action: Action::Terminate, from: ASSESSED, at: Where::Carrier },
    Move { action: Action::Transfer, from: EARLY, at: Where::Dispatcher },
    Move { action: Action::Conclude, from: &[Concluding], at: Where::Assessor },
    Move { action: Action::Relane, from: EARLY, at: Where::Dispatcher },
    Move { action: Action::Recuse, from: ASSESSED, at: Where::Dispatcher },
    Move { action: Action::Specialise, from: ASSESSED, at: Where::Dispatcher },
    Move { action: Action::FollowSpecial, from: OPEN, at: Where::Follower },
    Move { action: Action::OfferVisit, from: ASSESSED, at: Where::AnyUnit },
    Move { action: Action::Consult, from: ASSESSED, at: Where::AnyUnit },
    Move { action: Action::Meet, from: ASSESSED, at: Where::AnyUnit },
    Move { action: Action::List, from: OPEN, at: Where::Dispatcher },
    Move { action: Action::Share, from: OPEN, at: Where::Dispatcher },
    Move { action: Action::Split, from: ASSESSED, at: Where::Dispatcher },
    Move { action: Action::Attend, from: OPEN, at: Where::Attendant },
    Move { action: Action::Undo, from: Standing::ALL, at: Where::Mover },
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
    Move { action: Action::Disown, from: ANSWERED, at: Where::Applicant },
    Move { action: Action::Rework, from: &[Closed], at: Where::Applicant },
    Move { action: Action::Withdraw, from: OPEN, at: Where::Applicant },
    Move { action: Action::Reconsider, from: &[Declined], at: Where::Applicant },
    Move { action: Action::AnswerVisit, from: OPEN, at: Where::Applicant },
];

const OPEN: &[Standing] =
    &[Submitted, Assessing, Planning, Handling, Reviewing, FollowingUp, Concluding];

/// Wherever a rating may stand.
const ANSWERED: &[Standing] =
    &[Assessing, Planning, Handling, Reviewing, FollowingUp, Concluding, Closed];

/// While units hold orders.
const WORKING: &[Standing] = &[Planning, Handling];

/// From the assessment until the reply.
const ASSESSED: &[Standing] = &[Assessing, Planning, Handling];

/// Until the reply.
const EARLY: &[Standing] = &[Submitted, Assessing, Planning, Handling];

impl Move {
    /// The line for `action`.
    pub fn of(action: Action) -> Option<&'static Self> {
        MOVES.iter().find(|line| line.action == action)
    }
}

#[cfg(test)]
mod tests {
    use crate::rooms::vocabulary;
    use std::fmt::Write as _;

    use super::*;
    use crate::rules::{Rules, SHIPPED};

    /// The table as reviewers read it: what may be done where, at which seat, by which roles.
    fn table(rules: &Rules) -> String {
        let mut text = String::new();
        for Move { action, from, at } in MOVES {
            let from: Vec<&str> = if *from == Standing::ALL {
                vec!["anywhere"]
            } else if *from == OPEN {
                vec!["open"]
            } else if *from == EARLY {
                vec!["early"]
            } else if *from == ASSESSED {
                vec!["assessed"]
            } else if *from == ANSWERED {
                vec!["answered"]
            } else if *from == WORKING {
                vec!["working"]
            } else {
                from.iter().map(|standing| standing.code()).collect()
            };
            let mut who: Vec<&str> = Vec::new();
            if rules.others.resident.iter().any(|one| one == action.code()) {
                who.push("resident");
            }
            let may = rules.roles.iter().filter(|rule| rules.role_may(&rule.code, *action));
            who.extend(may.map(|rule| rule.code.code()));
            let (action, from, at) = (action.code(), from.join(" "), format!("{at:?}"));
            writeln!(text, "{action:<14} {from:<19} {at:<11} {}", who.join(" ")).unwrap();
        }
        text
    }

    #[test]
    fn the_table_is_the_one_reviewers_have_seen() {
        let golden = include_str!("../../../golden/moves.txt");
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        assert_eq!(table(&rules), golden, "write it again when the change is meant");
    }
}

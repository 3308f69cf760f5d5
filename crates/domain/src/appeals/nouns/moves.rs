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
    /// What there must be to do it on.
    pub(crate) needs: Needs,
}

/// What there must be in an appeal, beside its state, for a move to be made on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing more.
    Nothing,
    /// A result that no resident asked for: it is verified.
    ResultNobodyAskedFor,
    /// Anything else that waits for review: it is released.
    WordsForSomebody,
    /// The first round, or a matter that was not settled yet.
    FirstHand,
    /// An order that its unit has not taken yet.
    SentOrder,
    /// No assisting order, slip or dispute that is still open.
    WorkedOff,
    /// No plan that already waits for its answer.
    RoomForPlan,
    /// An order that may be returned.
    ReturnableOrder,
    /// An order that may go to another unit.
    MovableOrder,
    /// A clock that runs, and an extension that is left.
    ExtensionLeft,
    /// A clock that stands for no hold.
    NoHold,
    /// A clock that stands for no pause.
    NoPause,
    /// Experts who may be asked.
    Experts,
    /// Something that waits for the actor's answer.
    AskToAnswer,
    /// An actor who is the one to ask the applicant.
    Asker,
    /// A rating that staff took down.
    TakenRating,
    /// A visit that is still to be made.
    OwedVisit,
    /// Time left to object, for the first time.
    TimeToObject,
    /// A matter that nobody was named to follow.
    NotSpecial,
}

const fn line(action: Action, from: &'static [Standing], at: Where, needs: Needs) -> Move {
    Move { action, from, at, needs }
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
    line(Action::Accept, &[Submitted], Where::Receiver, Needs::Nothing),
    line(Action::Decline, &[Submitted], Where::Receiver, Needs::Nothing),
    line(Action::Answer, &[Submitted, Assessing], Where::Receiver, Needs::FirstHand),
    line(Action::Assess, &[Assessing], Where::Assessor, Needs::Nothing),
    line(Action::Dispatch, WORKING, Where::Dispatcher, Needs::Nothing),
    line(Action::Acknowledge, WORKING, Where::AnyOrder, Needs::SentOrder),
    line(Action::Report, WORKING, Where::AnyOrder, Needs::Nothing),
    line(Action::Complete, &[Handling], Where::Lead, Needs::WorkedOff),
    line(Action::Plan, WORKING, Where::Lead, Needs::RoomForPlan),
    line(Action::Approve, OPEN, Where::Approver, Needs::AskToAnswer),
    line(Action::ReturnOrder, WORKING, Where::AnyOrder, Needs::ReturnableOrder),
    line(Action::Rule, WORKING, Where::Ruler, Needs::Nothing),
    line(Action::Reassign, WORKING, Where::Dispatcher, Needs::MovableOrder),
    line(Action::Assign, WORKING, Where::AnyOrder, Needs::Nothing),
    line(Action::Refer, WORKING, Where::Dispatcher, Needs::Nothing),
    line(Action::IssueSlip, &[Handling], Where::AnyOrder, Needs::Nothing),
    line(Action::DoSlip, &[Handling], Where::SlipDoer, Needs::Nothing),
    line(Action::CheckSlip, &[Handling], Where::SlipChecker, Needs::Nothing),
    line(Action::Extend, &[Handling], Where::Lead, Needs::ExtensionLeft),
    line(Action::Pause, &[Handling], Where::Lead, Needs::NoHold),
    line(Action::Hold, &[Handling], Where::Lead, Needs::NoPause),
    line(Action::Terminate, ASSESSED, Where::Carrier, Needs::Nothing),
    line(Action::Transfer, EARLY, Where::Dispatcher, Needs::Nothing),
    line(Action::Conclude, &[Concluding], Where::Assessor, Needs::Nothing),
    line(Action::Relane, EARLY, Where::Dispatcher, Needs::Nothing),
    line(Action::Recuse, ASSESSED, Where::Dispatcher, Needs::Nothing),
    line(Action::Specialise, ASSESSED, Where::Dispatcher, Needs::NotSpecial),
    line(Action::FollowSpecial, OPEN, Where::Follower, Needs::Nothing),
    line(Action::OfferVisit, ASSESSED, Where::AnyUnit, Needs::Nothing),
    line(Action::Consult, ASSESSED, Where::AnyUnit, Needs::Experts),
    line(Action::Meet, ASSESSED, Where::AnyUnit, Needs::Nothing),
    line(Action::List, OPEN, Where::Dispatcher, Needs::Nothing),
    line(Action::Share, OPEN, Where::Dispatcher, Needs::Nothing),
    line(Action::Split, ASSESSED, Where::Dispatcher, Needs::Nothing),
    line(Action::Attend, OPEN, Where::Attendant, Needs::Nothing),
    line(Action::Undo, Standing::ALL, Where::Mover, Needs::Nothing),
    line(Action::Note, OPEN, Where::AnyUnit, Needs::Nothing),
    line(Action::Publish, OPEN, Where::AnyUnit, Needs::Nothing),
    line(Action::ReadIdentity, Standing::ALL, Where::AnyUnit, Needs::Nothing),
    line(Action::Release, &[Reviewing], Where::Outside, Needs::WordsForSomebody),
    line(Action::SendBack, &[Reviewing], Where::Outside, Needs::Nothing),
    line(Action::Verify, &[Reviewing], Where::Outside, Needs::ResultNobodyAskedFor),
    line(Action::FollowUp, &[FollowingUp], Where::Outside, Needs::Asker),
    line(Action::Call, Standing::ALL, Where::Caller, Needs::Nothing),
    line(Action::Supplement, OPEN, Where::Applicant, Needs::Nothing),
    line(Action::Urge, OPEN, Where::Applicant, Needs::Nothing),
    line(Action::Rate, &[FollowingUp], Where::Applicant, Needs::Nothing),
    line(Action::Disown, ANSWERED, Where::Applicant, Needs::TakenRating),
    line(Action::Rework, &[Closed], Where::Applicant, Needs::Nothing),
    line(Action::Withdraw, OPEN, Where::Applicant, Needs::Nothing),
    line(Action::Reconsider, &[Declined], Where::Applicant, Needs::TimeToObject),
    line(Action::AnswerVisit, OPEN, Where::Applicant, Needs::OwedVisit),
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
        for Move { action, from, at, .. } in MOVES {
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

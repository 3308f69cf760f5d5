use super::state::State;
use crate::rules::Action;

/// One line of the table of moves: the one truth from which buttons, refusals and documents come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// What is done, as the policy names it.
    pub action: Action,
    /// Where it may be done.
    pub from: &'static [State],
    /// Where it leads; `None` when the state stays.
    pub to: Option<State>,
}

/// Every move of an appeal that is filed.
pub const MOVES: &[Move] =
    &[Move { action: Action::Accept, from: &[State::Submitted], to: Some(State::Assessing) }];

impl Move {
    /// The line for `action`.
    pub fn of(action: Action) -> Option<&'static Self> {
        MOVES.iter().find(|line| line.action == action)
    }
}

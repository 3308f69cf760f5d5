//! Teams of grids as staff see them: the phone tree, one team with its moves, what its grid reported.

mod confirm;
mod describe;
mod leave;
mod name;
mod person;
mod stand_in;
mod subject;
pub(crate) mod reports;
pub(crate) mod show;
pub(crate) mod tree;

use xianban_domain::teams::{Action, MOVES};

use super::act::ActLine;

/// Every move that has a form.
pub(crate) static ACTS: &[ActLine] = &[
    ActLine::of::<name::Member>(),
    ActLine::of::<name::Change>(),
    ActLine::of::<leave::Leave>(),
    ActLine::of::<stand_in::StandIn>(),
    ActLine::of::<stand_in::EndStandIn>(),
    ActLine::of::<describe::Describe>(),
    ActLine::of::<confirm::Confirm>(),
];

/// What has to be granted for a move.
pub(crate) fn need(code: &str) -> &'static str {
    let line = MOVES.iter().find(|line| line.step.code() == code);
    line.map_or(Action::Keep, |line| line.action).code()
}

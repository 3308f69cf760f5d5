//! Meetings of supervision as staff see them: the calendar with the list, one meeting matter by matter,
//! its moves, its minutes as a file.

mod begin;
mod call_off;
mod carry_out;
mod close;
mod decide;
mod drop_decision;
mod item;
mod seen;
mod subject;
pub(crate) mod minutes;
pub(crate) mod register;
pub(crate) mod show;

use xianban_domain::supervision::{Action, MOVES};

use super::act::ActLine;

/// Every move that has a form, along the way of a meeting.
pub(crate) static ACTS: &[ActLine] = &[
    ActLine::of::<begin::Begin>(),
    ActLine::of::<call_off::CallOff>(),
    ActLine::of::<decide::Decide>(),
    ActLine::of::<carry_out::CarryOut>(),
    ActLine::of::<drop_decision::DropDecision>(),
    ActLine::of::<close::Close>(),
];

/// What has to be granted for a move.
pub(crate) fn need(code: &str) -> &'static str {
    let line = MOVES.iter().find(|line| line.step.code() == code);
    line.and_then(|line| line.who.needs()).unwrap_or(Action::Hold).code()
}

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

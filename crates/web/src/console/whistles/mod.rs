//! Whistles as staff see them: the list (吹哨清单), one whistle, its moves, the score sheet.

mod answer;
mod arrive;
mod blow;
mod call;
mod close;
mod draft;
mod judge;
mod recall;
mod report;
mod rule;
mod subject;
pub(crate) mod register;
pub(crate) mod sheet;
pub(crate) mod show;

use xianban_domain::whistle::{Action, Move, Step};

use super::act::ActLine;

/// Every move that has a form, along the way of a whistle.
pub(crate) static ACTS: &[ActLine] = &[
    ActLine::of::<draft::New>(),
    ActLine::of::<blow::Blow>(),
    ActLine::of::<draft::Change>(),
    ActLine::of::<blow::SendBack>(),
    ActLine::of::<draft::Drop>(),
    ActLine::of::<answer::Respond>(),
    ActLine::of::<answer::Refuse>(),
    ActLine::of::<rule::Rule>(),
    ActLine::of::<arrive::Arrive>(),
    ActLine::of::<arrive::Confirm>(),
    ActLine::of::<report::Report>(),
    ActLine::of::<close::Close>(),
    ActLine::of::<close::Complain>(),
    ActLine::of::<call::Call>(),
    ActLine::of::<recall::Recall>(),
    ActLine::of::<judge::Judge>(),
];

/// What has to be granted for a move.
pub(crate) fn need(code: &str) -> &'static str {
    let line = Step::from_code(code).and_then(Move::of);
    line.map_or(Action::Draft, |line| line.action).code()
}

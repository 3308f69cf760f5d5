//! Grid consultations as staff see them: the list (网格协商), one with everything recorded, its moves, the
//! sheet of codes by which guests sign in.

mod attach;
mod call;
mod cancel;
mod closed;
mod confirm;
mod follow;
mod gather;
mod guests;
mod postpone;
pub(crate) mod register;
mod review;
pub(crate) mod sheet;
pub(crate) mod show;
mod sign_in;
mod speak;
mod subject;
mod write;

use xianban_domain::consultation::{Action, Step};

use super::act::ActLine;

/// Every move that has a form, along the way of a consultation.
pub(crate) static ACTS: &[ActLine] = &[
    ActLine::of::<call::New>(),
    ActLine::of::<gather::Begin>(),
    ActLine::of::<sign_in::SignIn>(),
    ActLine::of::<write::Write>(),
    ActLine::of::<speak::State>(),
    ActLine::of::<speak::Propose>(),
    ActLine::of::<speak::Count>(),
    ActLine::of::<confirm::Answer>(),
    ActLine::of::<review::Publish>(),
    ActLine::of::<review::SendBack>(),
    ActLine::of::<follow::Settle>(),
    ActLine::of::<follow::Choose>(),
    ActLine::of::<follow::Spare>(),
    ActLine::of::<gather::Invite>(),
    ActLine::of::<gather::TooFew>(),
    ActLine::of::<postpone::Postpone>(),
    ActLine::of::<cancel::Cancel>(),
    ActLine::of::<attach::Attach>(),
];

/// What has to be granted for a move.
pub(crate) fn need(code: &str) -> &'static str {
    let line = Step::from_code(code).and_then(Step::line);
    line.and_then(|line| line.who.needs()).unwrap_or(Action::Call).code()
}

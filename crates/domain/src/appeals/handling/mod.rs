//! The verbs of handling in depth: each checks that the actor may make the move, writes its words
//! into the vault and records one event of [`super::casework`].

mod able;
mod approve;
mod clock;
mod consult;
mod escalate;
mod lists;
mod look;
mod orders;
mod plan;
mod registers;
mod rounds;
mod seats;
mod slips;
mod special;
mod undo;
mod visits;

pub use able::able;
pub use approve::{answer_ask, answerable, refuse_ask};
pub use clock::{
    Hold, Pause, ask_extension, ask_hold, clear_hold, keep_hold, pause, relane, resume,
};
pub(super) use clock::{may_ask_hold, next_extension};
pub(super) use consult::may_consult;
pub use consult::{
    Expert, Session, add_expert, end_consult, experts, links, open_consult, opine, remove_expert,
    session,
};
pub use escalate::attend;
pub(super) use escalate::escalate;
pub use lists::{Meeting, OnBoard, board, list, meet, related, share, unlist};
pub use look::ask_to_look;
pub(super) use orders::returnable;
pub use orders::{
    Recuse, Refer, Return, RuleOn, assign, reassign, reassignable, recuse, refer, return_order,
    rule,
};
pub(super) use plan::may_plan;
pub use plan::{PlanForm, plan};
pub(super) use registers::registers;
pub use registers::{Register, Registered, register};
pub use rounds::{conclude, reconsider, split, terminate, transfer};
pub use slips::{NewSlip, cancel_slip, check_slip, checkable, finish_slip, issue_slip, take_slip};
pub use special::{follow_special, had_petition, specialise};
pub use undo::{UNDO_SECONDS, undo, undoable};
pub use visits::{answer_visit, make_visit, offer_visit};

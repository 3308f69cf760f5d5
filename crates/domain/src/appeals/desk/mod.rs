//! What every verb stands on: whether the actor may, how words get into the vault, how an event is recorded
//! and who is told.

mod able;
mod after;
mod asker;
mod attach;
mod contact;
mod guard;
mod history;
mod place;
pub(super) mod policy;
mod query_code;
mod readers;
mod record;
mod said;
mod seats;
mod tell;
mod write;

pub use able::able;
pub(crate) use able::is_able;
pub(crate) use after::after;
pub(crate) use asker::{draw, drawn_or_standing_in, lot};
pub use attach::attach;
pub(crate) use contact::KeptContact;
pub use guard::receivers;
pub(crate) use guard::{guard, overrides};
pub use history::{Author, Happened, history, publishable};
pub use place::PlaceGiven;
pub use policy::{by_no, may_make, moves_now};
pub(crate) use policy::{notes_beside, permitted, refusal, seat_for, seat_for_units, units_here};
pub use query_code::{code_in_notice, own_query_code};
pub(crate) use query_code::{code_of, print_of};
pub(crate) use readers::may_open;
pub use readers::sight;
pub(crate) use record::{Before, owe, record, record_undone};
pub use said::{Said, said, words_of};
pub(crate) use said::{in_words, place};
pub(crate) use seats::{above, ahead, approver, within};
pub(crate) use tell::{leave_in_inbox, tell};
pub(crate) use write::{Bound, shown, write, write_if_any};

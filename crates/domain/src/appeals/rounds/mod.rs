//! After the reply: follow-up, rating, the next round, closing; and moves that are taken back.

mod close;
mod disown;
mod erase;
mod follow_up;
mod next_round;
mod object_count;
mod rate;
mod reconsider;
mod rework;
mod rule_count;
mod split;
mod undo;

pub(crate) use close::close_unrated;
pub use disown::disown;
pub use erase::erase;
pub use follow_up::{FollowUp, follow_up};
pub(crate) use object_count::no_objection;
pub use object_count::object_count;
pub use rate::{Rating, rate};
pub use reconsider::reconsider;
pub use rework::rework;
pub use rule_count::rule_count;
pub use split::split;
pub use undo::{UNDO_SECONDS, undo, undoable};

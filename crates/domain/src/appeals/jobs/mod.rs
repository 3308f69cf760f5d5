//! Work on appeals that no move of theirs does: cards, windows, later rules, abolished units, the index anew,
//! and what a whistle brings about.

mod handover;
mod reindex;
mod running;
mod sweep;
mod whistled;
mod windows;

pub use handover::hand_over;
pub use reindex::reindex;
pub use running::{TakenOver, take_over_rules};
pub use sweep::give_cards;
pub use whistled::{callable, whistle_ended, whistleable, whistled};
pub use windows::{Ended, close_ended};

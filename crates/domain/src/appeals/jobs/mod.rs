//! The program's own work on appeals: cards, windows, later rules, abolished units, the index anew.

mod handover;
mod reindex;
mod running;
mod sweep;
mod windows;

pub use handover::hand_over;
pub use reindex::reindex;
pub use running::{TakenOver, take_over_rules};
pub use sweep::give_cards;
pub use windows::{Ended, close_ended};

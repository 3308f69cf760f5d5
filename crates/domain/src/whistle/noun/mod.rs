//! What a whistle is: its standing, its receivers, how it takes each event, what is owed, which moves there
//! are. Pure.

mod counted;
mod fold;
mod moves;
mod owed;
mod receiver;
mod whistle;

pub use moves::{By, MOVES, Move, Step};
pub use receiver::{Receiver, Stage};
pub use whistle::{Standing, Whistle};

#[cfg(test)]
mod laws;

//! What is read: one appeal at a glance, queues, search, registers, the overview, what may be done now.

mod board;
mod case;
mod closed;
mod file;
mod glance;
mod inbox;
mod mine;
mod offer;
mod open_work;
mod outside;
mod overview;
mod proof;
mod queues;
pub(crate) mod registers;
mod related;
mod search;
mod stands;

pub use board::{OnBoard, board};
pub use case::{Figure, Period};
pub use file::file;
pub use glance::{Glance, by_query, glance};
pub use inbox::{Told, has_unread, inbox, mark_read};
pub use mine::mine;
pub use offer::{in_the_way, offered};
pub(crate) use open_work::OPEN_AT;
pub use open_work::{OpenWork, open_work};
pub use outside::{
    MOST_OUTSIDE, MOST_TILES, Outside, OutsideAsked, find_outside, is_answered, list_outside,
};
pub use overview::{CasesWanted, Counts, Overview, cases, oversees, overview};
pub use proof::{Beyond, beyond, open_moves};
pub use queues::{After, QueueRow, Sieve, count, queue};
pub use registers::{Registered, register};
pub use related::related;
pub use search::{Position, Wanted, search};
pub use stands::{Instead, instead, own_duties};

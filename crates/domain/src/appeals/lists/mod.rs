//! What is read: one appeal at a glance, queues, search, registers, what may be done now.

mod agenda;
mod board;
mod covered;
mod done;
mod file;
mod glance;
mod mine;
mod offer;
mod open_work;
mod outside;
mod own_open;
mod patrols;
mod of_lines;
mod progress;
mod proof;
pub(crate) mod registers;
mod related;
mod search;

pub use agenda::{Facts, facts_at, moved_since, titles};
pub use board::{OnBoard, board};
pub use done::{Done, done, done_by_no, done_near};
pub use file::sees_file;
pub use glance::{Glance, by_query, glance};
pub use mine::{Mine, mine, own_count};
pub(crate) use of_lines::many;
pub use of_lines::of_lines;
pub use offer::{in_the_way, offered};
pub(crate) use open_work::OPEN_AT;
pub use open_work::{OpenWork, open_work};
pub use outside::{
    MOST_OUTSIDE, MOST_TILES, Outside, OutsideAsked, find_outside, is_answered, list_outside,
};
pub use own_open::{OwnOpen, own_home, own_open};
pub use patrols::{Patrolled, Period, Reports, patrol_cases, patrols};
pub use progress::{InProgress, LastAct, ProgressWanted, progress};
pub use proof::{Beyond, beyond, open_moves};
pub use registers::{Registered, register};
pub use related::related;
pub use search::{Position, Wanted, search};

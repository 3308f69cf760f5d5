//! Folded: what most rooms stand on. A room says what its noun is, how each event changes it, what it
//! shows of itself and what is owed on it; the ground opens it, records, lists, finds and verifies it.
//!
//! The noun is kept whole beside its dossier, as the fold of its events. Events are stored under the name
//! of their case (`whistle_blown.1`); the first one also holds the number. Lists are read by marks: every
//! reader of a dossier is also written as `kind@reader`, while it is open as `kind!reader`, and
//! `kind@all`, `kind!all` stand for the district.
//!
//! Not here: what may be done when and by whom (the rooms), what pages look like.

mod check;
mod encode;
mod list;
mod noun;
mod own;
mod record;
mod row;
mod said;
mod tied;

pub use check::{check, check_files, reindex};
pub use encode::event_of;
pub use list::{Page, about, list, many, marked};
pub use noun::{Event, Face, Folded, Held, Limits, Owed};
pub use own::{Reads, Turn, marks, owes, own_units, reads, turns, units_with};
pub use record::{Begun, forget, keep, open, record};
pub use row::load;
pub use said::{Entry, by_no, trail, who, words};
pub use tied::tied;

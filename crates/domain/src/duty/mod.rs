//! Duties: what somebody owes a dossier of any room, and by when. Queues, counts, calendars and cards read
//! this one table, whatever room a duty belongs to.
//!
//! A room derives the duties of its dossier from its state and writes them with every event
//! (`replace`). Where each stands, up the ladder of seats, is found here when it is written and again
//! when seats change.
//!
//! Not here: what is owed when (the rooms), who sits where (seats), how long a limit is (rules).

mod noun;
mod queue;
mod store;
mod sweep;
mod waiting;

pub(crate) use noun::room_words;
pub use noun::{Duty, Kind, Place};
pub use queue::{After, Line, Sieve, after, count, queue};
pub use store::{Instead, instead, lifted_to, own};
pub(crate) use store::{due, of, replace};
pub use sweep::{Swept, sweep};

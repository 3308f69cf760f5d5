//! Who sits where, and who stands for a seat where nobody sits (岗位).
//!
//! A duty is owed by a seat: a role at a unit. Whose it is, is asked when a queue is read: whoever is
//! named, who stands in for him, the others at the seat, then up a [ladder](Tree): the head of the
//! unit, the head of each unit above, the platform office. Two things lead up it. A seat where nobody
//! sits has a line in the table `seat` that says which seat stands for it; whoever sits there acts
//! from the empty seat too, and the trail says from which. And a duty that everybody at its seat is
//! barred from, for a matter he had a hand in, stands further up by itself.
//!
//! The table is rewritten in the transaction that changes posts, absences or units, and by a chore
//! when a time comes. Reading a queue stays one look at an index for each seat.
//!
//! Not here: what a seat may do (rules), who is barred from what (appeals), accounts (identity).

mod empty;
mod ladder;
mod refit;
mod sitting;
mod table;

pub use empty::{Empty, Left, empty_seats, left_by, open_at, stands_for, without_anybody};
pub use ladder::Tree;
pub use refit::settle;
pub(crate) use refit::stands;
pub(crate) use sitting::{Reach, reach, sitters, sitters_around};
pub(crate) use table::stood_for;

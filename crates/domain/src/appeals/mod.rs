//! Appeals (诉求): what residents and firms ask, and how each is carried to its end.
//!
//! An appeal is the fold of its events. A verb loads it, checks that the actor may make the move,
//! and records one event: the trail gets it, the rows are rewritten, the duties derived anew, all in
//! one transaction. What lies in the vault is read only by those who may open the appeal.
//!
//! Not here: who people are (identity), where things are (organisation), what the limits are (rules).

mod accept;
mod appeal;
mod cards;
mod duties;
mod event;
mod lists;
mod moves;
mod policy;
mod record;
mod state;
mod store;
mod submit;
mod sweep;
mod verify;

pub use accept::{Accept, accept};
pub use appeal::{Appeal, Misfit, Words};
pub use duties::{Duty, duties};
pub use event::{Accepted, AtUnit, Carded, Colour, Erased, Event, Submitted};
pub use lists::{QueueRow, Said, count_of_seat, mine, queue, said};
pub use moves::{MOVES, Move};
pub use policy::{by_no, may_make};
pub use state::{Origin, Seen, State, Step};
pub use store::load;
pub use submit::{Contact, Filed, PlaceGiven, Submit, submit};
pub use sweep::{Swept, sweep};
pub use verify::verify_rows;

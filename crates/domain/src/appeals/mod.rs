//! Appeals (诉求): what residents and firms ask, and how each is carried to its end.
//!
//! An appeal is the fold of its events. A verb loads it, checks that the actor may make the move,
//! and records one event: the trail gets it, the rows are rewritten, the duties derived anew, all in
//! one transaction. What lies in the vault is read only by those who may open the appeal.
//!
//! Not here: who people are (identity), where things are (organisation), what the limits are (rules).

mod accept;
mod appeal;
mod assess;
mod attach;
mod behalf;
mod cards;
mod duties;
mod erase;
mod event;
mod fold;
mod glance;
pub mod import;
#[cfg(test)]
mod laws;
mod lists;
mod moves;
mod order;
mod orders;
mod policy;
mod propose;
mod rate;
mod record;
mod reindex;
mod review;
mod rows;
mod speak;
mod state;
mod store;
mod submit;
mod sweep;
mod tell;
mod write;

pub use accept::{Accept, accept};
pub use appeal::{Appeal, Hand, Misfit, Words};
pub use assess::{Assess, Dispatch, assess, dispatch};
pub use attach::{Attached, attach, file, verify_files};
pub use behalf::{Came, enter};
pub use duties::{Duty, duties};
pub use erase::erase;
pub use event::{
    Accepted, AfterRating, Assessed, AtUnit, Carded, ClosedUnrated, Colour, Dispatched, Erased,
    ErasureGround, Event, FollowedUp, OfOrder, OrderWords, ProposedWords, Published, Rated,
    Released, Reworked, Submitted, Verified, Words as WordsKept,
};
pub use glance::{Author, Glance, Happened, by_query, glance, history};
pub use lists::{QueueRow, Said, count_of_seat, mine, queue, said};
pub use moves::{MOVES, Move, Where};
pub use order::{Order, Part, Progress};
pub use orders::{acknowledge, contact, report};
pub use policy::{by_no, may_make, moves_now};
pub use propose::{answer, complete, decline};
pub use rate::{FollowUp, Rating, close_unrated, follow_up, rate, rework};
pub use reindex::index_anew;
pub use review::{release, send_back, verify};
pub use rows::verify_rows;
pub use speak::{note, supplement, withdraw};
pub use state::{Closing, Origin, Proposal, Proposed, Seen, Standing, State, Step, Window};
pub use store::load;
pub use submit::{Contact, Filed, PlaceGiven, Submit, submit};
pub use sweep::{Swept, sweep};
pub use tell::{Told, inbox};

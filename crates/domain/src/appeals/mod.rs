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
mod barred;
mod behalf;
mod beside;
mod cards;
pub mod casework;
mod closed;
mod deliver;
mod disown;
mod duties;
mod erase;
mod event;
mod fold;
mod follow_up;
mod glance;
pub mod handling;
mod handover;
pub mod import;
#[cfg(test)]
mod laws;
mod likeness;
mod lists;
mod moves;
mod offer;
mod order;
mod orders;
mod outside;
mod overview;
mod owed;
mod parts;
mod payloads;
mod place;
mod policy;
mod proof;
mod propose;
mod queues;
mod rate;
mod reach;
mod readers;
mod record;
mod reindex;
mod review;
mod rows;
mod running;
mod search;
mod speak;
mod stands;
mod state;
mod store;
mod submit;
mod sweep;
mod taken;
mod tell;
mod windows;
#[cfg(test)]
mod world;
mod write;

pub use accept::{Accept, accept};
pub use appeal::{Appeal, Hand, Misfit, Words};
pub use assess::{Assess, Dispatch, More, assess, dispatch, receivers};
pub use attach::{Attached, attach, file, verify_files};
pub use behalf::{Came, enter};
pub use beside::{
    Called, Calling, Carded, Colour, IdentitySeen, Noted, Published, Undelivered, Urged, Urges,
};
pub use deliver::{Outgoing, outgoing};
pub use disown::{Disowned, disown};
pub use duties::{Duty, duties};
pub use erase::erase;
pub use event::{
    About, Accepted, AfterRating, Assessed, AtUnit, ClosedUnrated, Contacted, Dispatched, Erased,
    ErasureGround, Event, FollowedUp, OfOrder, OrderWords, ProposedWords, Rated, Released,
    Reworked, Submitted, Through, Verified, Words as WordsKept,
};
pub use follow_up::{FollowUp, follow_up};
pub use glance::{Author, Glance, Happened, by_query, glance, history, publishable};
pub use handover::{OpenWork, hand_over, open_work};
pub use likeness::{Like, repeated};
pub use lists::{Said, mine, said, words_of};
pub use moves::{MOVES, Move, Where};
pub use offer::{in_the_way, offered};
pub use order::{Order, Part, Progress};
pub use orders::{acknowledge, contact, contact_through, report};
pub use outside::{
    Beside, MOST_OUTSIDE, MOST_TILES, Outside, OutsideAsked, find_outside, is_answered,
    list_outside, submit_over_open311,
};
pub use overview::{CasesWanted, Counts, Figure, Overview, Period, cases, oversees, overview};
pub use parts::Part as WrittenPart;
pub use place::PlaceGiven;
pub use policy::{by_no, may_make, moves_now};
pub use proof::{Beyond, beyond, open_moves};
pub use propose::{answer, complete, decline};
pub use queues::{After, QueueRow, Sieve, count, queue};
pub use rate::{Rating, rate, rework};
pub use reach::{Call, Looked, call, see_applicant, undelivered};
pub use reindex::index_anew;
pub use review::{release, send_back, verify};
pub use rows::verify_rows;
pub use running::{TakenOver, take_over_rules};
pub use search::{Position, Wanted, search};
pub use speak::{note, publish, supplement, urge, withdraw};
pub use stands::{Instead, instead, own_duties};
pub use state::{Closing, Origin, Proposal, Proposed, Seen, Standing, State, Step, Window};
pub use store::load;
pub use submit::{Contact, Filed, Submit, TITLE_MOST, own_query_code, submit};
pub use sweep::{Swept, sweep};
pub use taken::{Taken, TakenDown};
pub use tell::{Told, has_unread, inbox, mark_read};
pub use windows::{Ended, close_ended};

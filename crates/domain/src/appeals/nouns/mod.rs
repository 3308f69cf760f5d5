//! What an appeal is: its words, its state and what handling added, the events that made it, how it
//! takes each of them, which moves a state allows and what is owed in it. All of it is pure: nothing here
//! reads a database or a clock.

pub(crate) mod appeal;
pub(crate) mod barred;
pub(crate) mod call;
pub(crate) mod card;
pub(crate) mod casework;
pub(crate) mod counted;
pub(crate) mod duties;
pub(crate) mod event;
pub(crate) mod filing;
pub(crate) mod fold;
pub(crate) mod moves;
pub(crate) mod order;
mod readers;
pub(crate) mod seats;
pub(crate) mod words;
pub(crate) mod state;

pub use appeal::{Appeal, Hand, Misfit, Words};
pub(crate) use barred::barred;
pub use call::{Calling, Urges};
pub use card::{Carded, Colour};
pub use casework::Casework;
pub use casework::asks::{Ask, AskFor, LookRight, Outcome};
pub use casework::assessment::{Assessment, Jurisdiction, Level, Mode, Risk};
pub use casework::consult::Consult;
pub use casework::counting::{CountReason, CountRuling, Counting, Objection};
pub use casework::disputes::{Dispute, Ruling};
pub use casework::escalation::Escalation;
pub use casework::floor::Floor;
pub use casework::meetings::{Listing, Measure, Why};
pub use casework::plans::Plan;
pub use casework::pools::EmptyPool;
pub use casework::registers::Register;
pub(crate) use casework::registers::{registers, review_on, since};
pub use casework::slips::{Slip, SlipProgress};
pub use casework::special::Special;
pub use casework::stops::{Extension, Stop, StopFor};
pub use casework::taken::Taken;
pub use casework::visits::{Awaited, Visit};
pub use casework::whistles::{OfWhistle, WhistleEnd};
pub use duties::{Duty, duties};
pub(crate) use duties::{handling_due, next};
pub use event::Event;
pub use filing::Filing;
pub use fold::chain::{Link, folded};
pub use moves::Action;
pub use moves::{MOVES, Move};
pub use order::{Order, Part, Progress};
pub use seats::Where;
pub use state::{Came, Closing, Origin, Proposal, Proposed, Seen, Standing, State, Step, Window};
pub use words::{DutyKind, NoticeKind};

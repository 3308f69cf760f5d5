//! Appeals (诉求): what residents and firms ask, and how each is carried to its end.
//!
//! An appeal is the fold of its events. A verb loads it, checks that the actor may make the move,
//! and records one event: the trail gets it, the rows are rewritten, the duties derived anew, all in
//! one transaction. What lies in the vault is read only by those who may open the appeal.
//!
//! Not here: who people are (identity), where things are (organisation), what the limits are (rules).

// Layers: each may use only those above it.
mod nouns;
mod rows;
mod desk;
mod intake;
mod study;
mod orders;
mod clock;
mod people;
mod reply;
mod rounds;
mod lists;
mod jobs;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod world;

pub use crate::organisation::AtUnit;
pub use clock::*;
pub use desk::{
    Author, Happened, PlaceGiven, Said, able, attach, by_no, code_in_notice, history, may_make,
    moves_now, own_query_code, publishable, receivers, said, sight, words_of,
};
pub use intake::{
    Accept, Beside, Contact, Filed, Submit, TITLE_MOST, accept, enter, submit, submit_over_open311,
    supplement, withdraw,
};
pub use jobs::{
    Ended, TakenOver, callable, close_ended, give_cards, hand_over, reindex, take_over_rules,
    whistle_ended, whistleable, whistled,
};
pub(crate) use lists::many;
pub use lists::{
    Beyond, Done, Facts, Glance, InProgress, LastAct, MOST_OUTSIDE, MOST_TILES, Mine, OnBoard,
    OpenWork, Outside, OutsideAsked, OwnOpen, Patrolled, Period, Position, ProgressWanted,
    Registered, Reports, Wanted, beyond, board, by_query, done, done_by_no, done_near, facts_at,
    find_outside, glance, in_the_way, is_answered, list_outside, mine, moved_since, of_lines,
    offered, open_moves, open_work, own_count, own_home, own_open, patrol_cases, patrols, progress,
    register, related, search, sees_file, titles,
};
pub use nouns::event::{
    About, Accepted, Acknowledged, AfterRating, Assessed, Assigned, Attached, Attended, Called,
    ClosedUnrated, ConsultEnded, ConsultOpened, Contacted, CountObjected, CountRuled, Disowned,
    Dispatched, Erased, ErasureGround, Escalated, ExtensionAsked, FollowedUp, Granted, HandedOver,
    HoldAsked, HoldCleared, HoldKept, IdentityAsked, IdentitySeen, Line, Listed, Met, Noted,
    OfVisit, Opined, Part as WrittenPart, Paused, Planned, PoolEmpty, ProposedWords, Published,
    Rated, Reader, Reassigned, Reconsidered, Recused, Referred, Refused, Relaned, Released,
    Reported, Resumed, Returned, Reworked, Ruled, RulesChanged, SentBack, Shared, SlipChecked,
    SlipEnded, SlipFinished, SlipIssued, SlipTaken, SpecialReviewed, Specialised, Split, Submitted,
    Supervised, SupervisionAnswered, Supplemented, TakenDown, Telling, Through, Tone, Undelivered,
    Undone, Unlisted, Urged, Verified, VisitAnswered, VisitDone, VisitOffered, WhistleEnded,
    Whistled, Withdrawn, seat,
};
pub use nouns::{
    Action, Appeal, Ask, AskFor, Assessment, Awaited, Calling, Came, Carded, Casework, Closing,
    Colour, Consult, CountReason, CountRuling, Counting, Dispute, Duty, DutyKind, EmptyPool,
    Escalation, Event, Extension, Filing, Floor, Hand, Jurisdiction, Level, Listing, LookRight,
    MOVES, Measure, Misfit, Mode, Move, NoticeKind, Objection, OfWhistle, Order, Origin, Outcome,
    Part, Plan, Progress, Proposal, Proposed, Register, Risk, Ruling, Seen, Slip, SlipProgress,
    Special, Standing, State, Step, Stop, StopFor, Taken, Urges, Visit, Where, WhistleEnd, Why,
    Window, Words, duties,
};
pub use orders::*;
pub use people::*;
pub use reply::*;
pub use rounds::*;
pub use rows::{KIND, load, verify_files, verify_rows};
pub use study::*;

pub use intake::import;

//! Whistles (吹哨): what lies beyond a community's power is bundled and sent to those who can do it.
//!
//! A community drafts, its secretary blows; every receiver answers: it comes, or says why it need not, and
//! the level above rules once for all. Who is silent at the limit has not responded, and the level above
//! has to see to it. Arrival is told by who came and confirmed by who whistled: no position is taken, no
//! photo asked for. Then results, and the whistler closes or says once what is not enough; if he does
//! neither in time, the level above closes. At the end it judges whether the whistle was rightly blown.
//!
//! The community keeps the lead of every appeal in the bundle; each receiver holds an assisting order that
//! the whistle owns, and no appeal is completed before its whistle has its result. Units are scored on one
//! sheet, persons never.
//!
//! Not here: orders of appeals (appeals), what pages look like.

mod answer;
mod arrive;
mod blow;
mod call;
mod close;
mod draft;
mod event;
mod judge;
mod lists;
mod noun;
mod open;
mod orders;
mod recall;
mod report;
mod rule;
mod rules;
mod sheet;
mod wake;
mod words;

pub use answer::{Refusal, refuse, respond};
pub use arrive::{arrive, confirm};
pub use blow::{blow, send_back};
pub use call::call;
pub use close::{close, complain};
pub use draft::{Called, Draft, change, draft, drop_draft, receivers};
pub use event::Event;
pub use judge::judge;
pub use lists::{Bundled, Contested, OfReceiver, Seen, WhistlesWanted, Whistling, listed, seen};
pub use noun::{By, MOVES, Move, Receiver, Stage, Standing, Step, Whistle};
pub use open::{Held, by_no, offered};
pub use recall::recall;
pub use report::report;
pub use rule::{Ruling, rule};
pub use rules::{WhistleRules, check};
pub use sheet::{Scored, Sheet, sheet};
pub use wake::wake;
pub use words::{Action, DutyKind};

/// What its dossiers are called.
pub const KIND: &str = "whistle";

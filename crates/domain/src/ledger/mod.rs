//! The ledger (台账): what administrators did to units, accounts, posts, rules and pages, and who looked at
//! whose identity, one dossier a thing. Each entry says who, when, what was and what is, and how the thing
//! stood afterwards, so that whoever changes it past the program is found by `trail verify`.
//!
//! What touches an administrator waits here until a second person agrees (GB/T 22239-2019, 三员分立): the
//! security administrator, or the auditor where the security administrator himself is meant.
//!
//! Not here: what is done to a thing (organisation, identity, rules, content), what the auditor's pages
//! look like.

mod adopt;
mod event;
mod exported;
mod keep;
mod lists;
mod note;
mod noun;
mod rules;
mod second;
mod standing;
mod subject;
mod verify;
mod words;

pub use adopt::{adopt, adopt_laid};
pub use event::{Deed, Event};
pub use exported::exported;
pub use keep::keep;
pub use lists::{
    Entries, Entry, Sieve, asked, by_no, entries, entries_of, history_of, latest_of, may_agree, of,
    sees_file,
};
pub use note::{Field, Note, What};
pub use noun::{Asking, Ledger};
pub use rules::{LedgerRules, check};
pub(crate) use second::{agreed, ask, declined};
pub use subject::{Sort, Subject};
pub use verify::{verify_all, verify_rows};
pub use words::{Action, DutyKind, KIND};

//! The ledger of one thing: what administrators did to it, and what waits there for a second person.

mod answer;
mod show;

pub(crate) use answer::{AnswerForm, agree, decline};
pub(crate) use show::{LedgerPage, show};

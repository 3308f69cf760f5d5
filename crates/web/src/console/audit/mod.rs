//! What the auditor reads: what administrators did, who looked at whose identity, who took what out, and
//! who tried to log in.
//!
//! Not here: the ledger of one thing (`ledgers`), how an extract was made (`extracts`).

mod entries;
mod logins;
mod period;
mod tables;

pub(crate) use entries::{Asked, AuditPage, show};
pub(crate) use logins::{LoginsAsked, LoginsPage, show as logins};
pub(crate) use tables::{entries as entries_table, logins as logins_table};

//! The engine room: the only crate that knows which database it runs on.
//!
//! A room hands over a job, a plain function of a transaction, and gets its answer after the data is
//! on disk. On SQLite one writer thread runs whatever is queued and commits the group once; when a
//! job has to be undone, the group runs again, each job in its own savepoint. On PostgreSQL each job
//! is a transaction of a worker thread, run again when it lost a race. A job may therefore run more than once and must have no effect outside its
//! transaction.

pub mod copy;
mod db;
mod error;
mod fold;
mod job;
mod lanes;
mod lease;
mod migrations;
mod node;
mod outbox;
mod postgres;
mod sqlite;
mod text_index;
mod text_walk;
mod tx;
mod value;

pub use db::{Db, Figures};
pub use error::Error;
pub use lease::{give_lease_back, hold_lease, void_lease};
pub use migrations::newest_known;
pub use node::{Alive, give_sign, take_leave};
pub use outbox::{
    Backlog, Letter, MOST_COUNTED, backlog, bring_near, claim_letters, fail_letter, finish_letter,
    post,
};
pub use postgres::{Guard, Patience, PostgresOptions, Way};
pub use sqlite::{SqliteOptions, WRITER_PRAGMAS};
pub use text_index::{Entry, forget_text, index_text, purge_text};
pub use text_walk::{Hits, LOOKED, Sought, along, search_text};
pub use tx::{Plan, Tx};
pub use value::{FromValue, Param, Row, ToParam, Value};

/// What a store call answers.
pub type Result<T> = std::result::Result<T, Error>;

//! SQLite: one writer thread with group commit, a few readers.

mod connection;
mod writer;

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

pub(crate) use connection::SqliteTx;
pub use connection::WRITER_PRAGMAS;

use crate::db::{Opened, Tally};
use crate::job::Job;
use crate::lanes::{Lanes, Waiting};
use crate::{Error, Result};

/// How the SQLite file is opened.
#[derive(Clone, Copy, Debug)]
pub struct SqliteOptions {
    /// Reader threads.
    pub readers: usize,
    /// Jobs that may wait in each lane before the next is told to come back.
    pub queue: usize,
    /// Largest size of the file in pages of 4 KiB; `None` for as much as the disk holds.
    pub max_pages: Option<i64>,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { readers: 3, queue: 4096, max_pages: None }
    }
}

pub(crate) fn open(path: &Path, options: SqliteOptions, tally: &Arc<Tally>) -> Result<Opened> {
    let for_writing = connection::for_writing(path, options.max_pages)?;
    let (readers, jobs) = Lanes::new(options.queue);
    let mut reading = Vec::new();
    for _ in 0..options.readers.max(1) {
        let for_reading = connection::for_reading(path)?;
        let jobs = jobs.clone();
        reading.push(spawn("reader", move || read(&for_reading, &jobs))?);
    }
    let (writers, jobs) = Lanes::new(options.queue);
    let tally = Arc::clone(tally);
    let writing = move || {
        writer::serve(&for_writing, &jobs, &tally);
        close_last(for_writing, reading);
    };
    let (writers, readers) = (Arc::new(writers), Arc::new(readers));
    Ok(Opened { writers, readers, threads: vec![spawn("writer", writing)?] })
}

/// SQLite moves its write-ahead log into the file when the last connection closes, but when two
/// close at once each takes the other for one that stays, and the log is left behind.
fn close_last(writing: Connection, reading: Vec<JoinHandle<()>>) {
    for reader in reading {
        if reader.join().is_err() {
            tracing::error!("a reader of the store panicked");
        }
    }
    if let Err((_, error)) = writing.close() {
        tracing::error!(%error, "the database file was not closed well");
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    thread::Builder::new()
        .name(format!("store-{name}"))
        .spawn(work)
        .map_err(|error| Error::Gone(error.to_string()))
}

fn read(connection: &Connection, waiting: &Waiting) {
    while let Some(mut job) = waiting.next(true) {
        if let Err(error) = snapshot(connection, job.as_mut()) {
            job.fail(error);
        }
        job.answer();
    }
}

fn snapshot(connection: &Connection, job: &mut dyn Job) -> Result<()> {
    connection.execute_batch("begin deferred").map_err(connection::error)?;
    let seed = job.seed();
    job.run(&mut SqliteTx::new(connection, &Cell::new(false)).into_tx(seed));
    connection.execute_batch("rollback").map_err(connection::error)
}

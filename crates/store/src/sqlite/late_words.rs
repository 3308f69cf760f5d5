use std::cell::RefCell;

use rusqlite::Connection;

use super::connection;
use crate::Result;

/// A change of the full text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WordChange {
    /// This row has these words, and had none.
    Put(i64, String),
    /// This row's words go.
    Take(i64),
}

/// Changes of the full text that wait for the end of their group. FTS5 writes a segment of its index
/// at every savepoint after a change, so inside the savepoints of the jobs each appeal would make a
/// segment that has to be merged with the others again; made together, a group makes one.
#[derive(Debug, Default)]
pub(crate) struct LateWords(RefCell<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    changes: Vec<WordChange>,
    /// How many of them are earlier jobs'.
    earlier: usize,
    /// Those of earlier jobs that this job has made already, to be able to read them.
    made: Vec<WordChange>,
}

impl LateWords {
    /// A job begins.
    pub fn begin(&self) {
        let mut waiting = self.0.borrow_mut();
        waiting.earlier = waiting.changes.len();
    }

    /// A job of which everything stays has ended.
    pub fn keep(&self) {
        self.0.borrow_mut().made.clear();
    }

    /// A job has been rolled back, and with it every change it made for itself or for earlier ones.
    pub fn undo(&self) {
        let mut waiting = self.0.borrow_mut();
        let earlier = waiting.earlier;
        waiting.changes.truncate(earlier);
        let made = std::mem::take(&mut waiting.made);
        waiting.changes.splice(0..0, made);
    }

    pub fn push(&self, change: WordChange) {
        self.0.borrow_mut().changes.push(change);
    }

    /// Makes the waiting changes, in the order they came.
    pub fn settle(&self, connection: &Connection) -> Result<()> {
        let mut waiting = self.0.borrow_mut();
        for change in &waiting.changes {
            change.make(connection).map_err(connection::error)?;
        }
        let earlier = std::mem::take(&mut waiting.earlier);
        let changes = std::mem::take(&mut waiting.changes);
        waiting.made.extend(changes.into_iter().take(earlier));
        Ok(())
    }
}

impl WordChange {
    fn make(&self, connection: &Connection) -> rusqlite::Result<usize> {
        match self {
            Self::Put(id, words) => connection
                .prepare_cached("insert into text_index (rowid, words) values ($1, $2)")?
                .execute((id, words)),
            Self::Take(id) => {
                connection.prepare_cached("delete from text_index where rowid = $1")?.execute((id,))
            }
        }
    }
}

//! One server to a database file. Two would wait for each other at every write, and both would send each
//! letter; nodes that serve together share a PostgreSQL database.

use std::fs::{File, TryLockError};

use crate::closed;
use crate::configuration::{Fault, Settings};
use crate::database::Database;

/// Takes the place of the one who serves this file, before anything in it is touched. It is held as long
/// as the answer is kept; the system gives it back also when the program is killed.
pub fn held(settings: &Settings) -> Result<Option<File>, Fault> {
    let Database::File(path) = &settings.database else { return Ok(None) };
    closed::folder(&settings.data)?;
    let mark = path.with_extension("serving");
    let cannot = || Fault::while_doing(format!("opening {}", mark.display()));
    let file = closed::file(&mark).map_err(cannot())?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Fault::Served(path.clone())),
        Err(TryLockError::Error(error)) => Err(cannot()(error)),
    }
}

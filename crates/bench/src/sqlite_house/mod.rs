//! SQLite: each run gets a copy of one file; the ceiling is a loop of inserts.

mod rows;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rusqlite::Connection;
use tempfile::TempDir;
use xianban_store::{Db, SqliteOptions, WRITER_PRAGMAS};

use crate::Outcome;
use crate::arguments::Arguments;
use crate::ground::{Ground, lay_ground};
use crate::rounds::House;
use crate::speed::Speed;
use rows::Rows;

/// The folder with the file that all copies are made of.
pub struct SqliteHouse {
    folder: TempDir,
    ground: Ground,
    appeals: usize,
}

impl SqliteHouse {
    /// Lays the ground in a file.
    pub fn build(arguments: &Arguments) -> Outcome<Self> {
        let folder = TempDir::with_prefix_in("xianban-bench-", arguments.folder())?;
        let db = Db::sqlite(&laid(folder.path()), SqliteOptions::default())?;
        let ground = lay_ground(&db, arguments.clients)?;
        db.close();
        Ok(Self { folder, ground, appeals: arguments.appeals })
    }
}

fn laid(folder: &Path) -> PathBuf {
    folder.join("ground.db")
}

/// A file in a folder of its own.
pub struct Copy(TempDir);

impl Copy {
    fn path(&self) -> PathBuf {
        self.0.path().join("xianban.db")
    }
}

impl House for SqliteHouse {
    type Copy = Copy;

    fn ground(&self) -> &Ground {
        &self.ground
    }

    fn engine(&self) -> String {
        let settings: Vec<_> = WRITER_PRAGMAS.split(';').map(str::trim).collect();
        let settings = settings.join(" ").replace("pragma ", "");
        format!("sqlite {}; {}", rusqlite::version(), settings.trim())
    }

    fn ceiling_is(&self) -> &'static str {
        "one thread that inserts the very rows that a run of ours added, table by table, with \
         prepared statements in groups of the usual size, with the same indexes and pragmas; \
         nothing is read, checked, hashed, sealed or answered"
    }

    fn fresh(&self) -> Outcome<Copy> {
        let copy = Copy(TempDir::with_prefix_in("run-", self.folder.path())?);
        fs::copy(laid(self.folder.path()), copy.path())?;
        File::open(copy.path())?.sync_all()?;
        Ok(copy)
    }

    fn open(&self, copy: &Copy) -> Outcome<Db> {
        Ok(Db::sqlite(&copy.path(), SqliteOptions::default())?)
    }

    fn bytes(&self, copy: &Copy) -> Outcome<u64> {
        Ok(fs::metadata(copy.path())?.len())
    }

    fn ceiling(&self, ours: &Copy, group: usize) -> Outcome<Speed> {
        let rows = Rows::added(&laid(self.folder.path()), &ours.path())?;
        let copy = self.fresh()?;
        let connection = Connection::open(copy.path())?;
        connection.execute_batch(WRITER_PRAGMAS)?;
        connection.set_prepared_statement_cache_capacity(256);
        let began = Instant::now();
        let mut first = 0;
        while first < self.appeals {
            let end = (first + group).min(self.appeals);
            connection.execute_batch("begin immediate")?;
            for appeal in first..end {
                rows.write(&connection, appeal, self.appeals)?;
            }
            connection.execute_batch("commit")?;
            first = end;
        }
        Ok(Speed { took: began.elapsed(), count: self.appeals, waits: Vec::new() })
    }
}

//! The same test on both engines, each time on a fresh migrated database.

use std::fs;
use std::sync::OnceLock;

use tempfile::TempDir;
use xianban_store::{Db, PostgresOptions, SqliteOptions};

use crate::postgres::Cluster;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A private cluster.
    Postgres,
}

/// Runs a test on a fresh migrated database of each engine; the one that failed is printed.
pub fn on_each_engine(test: impl Fn(&Db)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("on {engine:?}");
        engine.with_database(&test);
    }
}

impl Engine {
    /// Runs a test on a fresh migrated database, which is gone afterwards.
    pub fn with_database(self, test: impl FnOnce(&Db)) {
        self.with_room_for(4, 4096, test);
    }

    /// The same with so many writers (SQLite has one) and so many jobs that may wait.
    pub fn with_room_for(self, writers: usize, queue: usize, test: impl FnOnce(&Db)) {
        match self {
            Self::Sqlite => {
                let folder = TempDir::new().expect("a folder for the test");
                let path = folder.path().join("xianban.db");
                fs::write(&path, migrated_file()).expect("the migrated file is copied");
                let options = SqliteOptions { queue, ..SqliteOptions::default() };
                test(&Db::sqlite(&path, options).expect("the file opens"));
            }
            Self::Postgres => {
                let cluster = Cluster::shared();
                let name = cluster.database(|url| migrate(open(url, 1, 16)));
                test(&open(&cluster.url(&name), writers, queue));
                cluster.drop_database(&name);
            }
        }
    }
}

fn open(url: &str, writers: usize, queue: usize) -> Db {
    let options = PostgresOptions { writers, readers: 2, queue };
    Db::postgres(url, options).expect("the database answers")
}

/// Migrates and closes: the template must have no connection left.
fn migrate(db: Db) {
    db.migrate().expect("the tables are laid");
    db.close();
}

/// The bytes of a file that has been migrated, once for this test process.
fn migrated_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("xianban.db");
        migrate(Db::sqlite(&path, SqliteOptions::default()).expect("the file opens"));
        fs::read(&path).expect("the migrated file is read")
    })
}

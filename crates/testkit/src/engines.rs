//! The same test on both engines, each time on a fresh migrated database.

use std::fs;
use std::ops::Deref;
use std::sync::OnceLock;
use std::thread;

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
        test(&self.database());
    }

    /// A fresh migrated database, for a test that waits for a browser. Made on a thread of its own,
    /// because an async runtime refuses to wait for the migrations.
    pub fn database(self) -> Database {
        thread::scope(|scope| scope.spawn(|| self.make()).join()).expect("a database is made")
    }

    fn make(self) -> Database {
        match self {
            Self::Sqlite => {
                let folder = TempDir::new().expect("a folder for the test");
                let path = folder.path().join("xianban.db");
                fs::write(&path, migrated_file()).expect("the migrated file is copied");
                let db = Db::sqlite(&path, SqliteOptions::default()).expect("the file opens");
                Database { db, _home: Home::Folder(folder) }
            }
            Self::Postgres => {
                let cluster = Cluster::shared();
                let name = cluster.database(|url| migrate(open(url)));
                Database { db: open(&cluster.url(&name)), _home: Home::Cluster(name) }
            }
        }
    }
}

/// A database that lives as long as its test.
pub struct Database {
    db: Db,
    _home: Home,
}

impl Deref for Database {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// Where a test's database lies; dropped after its last handle here.
enum Home {
    Folder(#[expect(dead_code, reason = "the folder goes with it")] TempDir),
    Cluster(String),
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Self::Cluster(name) = self {
            Cluster::shared().drop_database(name);
        }
    }
}

fn open(url: &str) -> Db {
    let options = PostgresOptions { writers: 4, readers: 2, ..PostgresOptions::default() };
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

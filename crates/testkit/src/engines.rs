//! The same test on both engines, each time on a fresh migrated database.

use std::fs;
use std::ops::Deref;
use std::sync::OnceLock;
use std::thread;

use tempfile::TempDir;
use xianban_store::{Db, PostgresOptions, SqliteOptions};

use crate::office::lay_demo;
use crate::postgres::Cluster;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A private cluster.
    Postgres,
}

/// What stands in a fresh database before the test begins. Made once, then copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The tables.
    Bare,
    /// The tables with the rules, units and places of the demo district.
    Demo,
}

/// Runs a test on a fresh migrated database of each engine; the one that failed is printed.
pub fn on_each_engine(test: impl Fn(&Db)) {
    on_each(Ground::Bare, test);
}

/// Runs a test on each engine in a demo district of its own.
pub fn in_the_demo(test: impl Fn(&Db)) {
    on_each(Ground::Demo, test);
}

fn on_each(ground: Ground, test: impl Fn(&Db)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("on {engine:?}");
        test(&engine.database(ground));
    }
}

impl Engine {
    /// A fresh database, gone when dropped. Made on a thread of its own, because an async runtime
    /// refuses to wait for the migrations.
    pub fn database(self, ground: Ground) -> Database {
        thread::scope(|scope| scope.spawn(|| self.make(ground, 4, 4096)).join())
            .expect("a database is made")
    }

    /// Runs a test in the demo district with so many writers (SQLite has one) and so many
    /// jobs that may wait.
    pub fn with_room_for(self, writers: usize, queue: usize, test: impl FnOnce(&Db)) {
        let made =
            thread::scope(|scope| scope.spawn(|| self.make(Ground::Demo, writers, queue)).join());
        test(&made.expect("a database is made"));
    }

    fn make(self, ground: Ground, writers: usize, queue: usize) -> Database {
        match self {
            Self::Sqlite => {
                let folder = TempDir::new().expect("a folder for the test");
                let path = folder.path().join("xianban.db");
                fs::write(&path, ground.file()).expect("the prepared file is copied");
                let options = SqliteOptions { queue, ..SqliteOptions::default() };
                let db = Db::sqlite(&path, options).expect("the file opens");
                Database { db, _home: Home::Folder(folder) }
            }
            Self::Postgres => {
                let cluster = Cluster::shared();
                let name =
                    cluster.database(ground.template(), |url| ground.prepare(open(url, 1, 16)));
                Database {
                    db: open(&cluster.url(&name), writers, queue),
                    _home: Home::Cluster(name),
                }
            }
        }
    }
}

impl Ground {
    fn template(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Demo => "demo",
        }
    }

    /// Fills and closes: a template must have no connection left.
    fn prepare(self, db: Db) {
        db.migrate().expect("the tables are laid");
        if self == Self::Demo {
            lay_demo(&db);
        }
        db.close();
    }

    /// The bytes of a file prepared once for this test process.
    fn file(self) -> &'static [u8] {
        static BARE: OnceLock<Vec<u8>> = OnceLock::new();
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let file = match self {
            Self::Bare => &BARE,
            Self::Demo => &DEMO,
        };
        file.get_or_init(|| {
            let folder = TempDir::new().expect("a folder");
            let path = folder.path().join("xianban.db");
            self.prepare(Db::sqlite(&path, SqliteOptions::default()).expect("the file opens"));
            fs::read(&path).expect("the prepared file is read")
        })
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

fn open(url: &str, writers: usize, queue: usize) -> Db {
    let options = PostgresOptions { writers, readers: 2, queue };
    Db::postgres(url, options).expect("the database answers")
}

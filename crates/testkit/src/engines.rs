//! The same test on both engines, each time on a fresh migrated database.

use std::fs;
use std::ops::Deref;
use std::sync::OnceLock;
use std::thread;

use tempfile::TempDir;
use xianban_store::{Db, PostgresOptions, SqliteOptions};

use crate::office::{LAOSHAN, lay_demo};
use crate::postgres::Cluster;
use crate::wire::Wire;

/// The file of a SQLite database in its folder.
const FILE: &str = "xianban.db";

/// Which engines a run of the tests has in it: see [`Engine::asked`].
const ENGINES: &str = "XIANBAN_ENGINES";

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

/// Runs a test on a fresh migrated database of each engine of this run ([`Engine::asked`]); the one
/// that failed is printed.
pub fn on_each_engine(test: impl Fn(&Db)) {
    on_each(Ground::Bare, test);
}

/// Runs a test on each engine of this run ([`Engine::asked`]) in a demo district of its own.
pub fn in_the_demo(test: impl Fn(&Db)) {
    on_each(Ground::Demo, test);
}

/// Runs a test in a demo district on PostgreSQL, at the end of a wire that can be cut; not where a
/// run leaves PostgreSQL out.
pub fn at_the_end_of_a_wire(test: impl FnOnce(&Wire, &Db)) {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let kept = thread::scope(|scope| {
        scope.spawn(|| Engine::Postgres.make(Ground::Demo, 1, 16).kept()).join()
    });
    let kept = kept.expect("a database is made");
    let Home::Cluster(name) = &kept.0 else { return };
    let wire = Wire::to(Cluster::shared(), name);
    let db = wire.opens();
    test(&wire, &db);
}

fn on_each(ground: Ground, test: impl Fn(&Db)) {
    for engine in Engine::asked() {
        println!("on {engine:?}");
        test(&engine.database(ground));
    }
}

impl Engine {
    /// The engines of this run: both, unless `XIANBAN_ENGINES=sqlite` leaves PostgreSQL out, as
    /// `./check quick` does. A test about PostgreSQL alone asks [`Self::is_asked`] and is over; the
    /// journeys and the tests of the cluster itself start one all the same. The full check takes
    /// the variable away, so that nothing is merged on one engine's word.
    pub fn asked() -> impl Iterator<Item = Self> {
        [Self::Sqlite, Self::Postgres].into_iter().filter(|engine| engine.is_asked())
    }

    /// Whether this run has the engine in it: see [`Self::asked`].
    pub fn is_asked(self) -> bool {
        #[expect(
            clippy::disallowed_methods,
            reason = "whoever starts the tests says it, no program"
        )]
        let wish = std::env::var(ENGINES);
        match wish.as_deref() {
            Err(_) => true,
            Ok("sqlite") => self == Self::Sqlite,
            Ok(other) => panic!("{ENGINES} may say `sqlite` or nothing at all, not `{other}`"),
        }
    }

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
            Self::Sqlite => file_with(ground.file(), queue),
            Self::Postgres => {
                let cluster = Cluster::shared();
                let name =
                    cluster.database(ground.template(), |url| ground.prepare(open(url, 1, 16)));
                Database {
                    db: open(&cluster.url(&name), writers, queue),
                    home: Home::Cluster(name),
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
            let path = folder.path().join(FILE);
            self.prepare(
                Db::sqlite(&path, SqliteOptions::default())
                    .expect("the file opens")
                    .of_district(LAOSHAN),
            );
            fs::read(&path).expect("the prepared file is read")
        })
    }
}

/// A database that lives as long as its test.
pub struct Database {
    db: Db,
    home: Home,
}

impl Deref for Database {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Database {
    /// Closes it with all that a test put into it. Nobody else may have it open any more.
    pub fn kept(self) -> Kept {
        let Self { db, home } = self;
        db.close();
        Kept(home)
    }
}

/// A database that was filled once and is begun from again and again.
pub struct Kept(Home);

impl Kept {
    /// A database of its own with the same in it.
    pub fn again(&self) -> Database {
        match &self.0 {
            Home::Folder(folder) => {
                let held = fs::read(folder.path().join(FILE)).expect("the kept file is read");
                file_with(&held, 4096)
            }
            Home::Cluster(name) => {
                let name = Cluster::shared().copy(name);
                let db = open(&Cluster::shared().url(&name), 2, 4096);
                Database { db, home: Home::Cluster(name) }
            }
        }
    }
}

/// A database in a fresh file that holds these bytes.
fn file_with(held: &[u8], queue: usize) -> Database {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join(FILE);
    fs::write(&path, held).expect("the prepared file is copied");
    let options = SqliteOptions { queue, ..SqliteOptions::default() };
    let db = Db::sqlite(&path, options).expect("the file opens").of_district(LAOSHAN);
    Database { db, home: Home::Folder(folder) }
}

/// Where a test's database lies; dropped after its last handle here.
enum Home {
    Folder(TempDir),
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
    let options = PostgresOptions { writers, readers: 2, queue, ..PostgresOptions::default() };
    Db::postgres(url, &options).expect("the database answers").of_district(LAOSHAN)
}

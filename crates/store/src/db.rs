use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::time::timeout;
use xianban_kernel::Seed;

use crate::job::{Awaited, Isolation, Terms, TypedJob};
use crate::lanes::{Lane, Lanes};
use crate::postgres::{self, PostgresOptions};
use crate::sqlite::{self, SqliteOptions};
use crate::{Error, Result, Tx, migrations};

/// A cheap handle to the database, for one district. When the last handle goes, the engine finishes what
/// is queued and stops.
#[derive(Clone)]
pub struct Db {
    house: Arc<House>,
    district: i64,
}

/// Whoever waits for his turn longer than this hears that it was too long; nothing was begun.
const TURN: Duration = Duration::from_secs(10);

/// Longer than any engine lets a job go on for which somebody waits. A disk that no longer answers is
/// what is left.
const LONGEST: Duration = Duration::from_mins(1);

struct House {
    writers: Arc<Lanes>,
    readers: Arc<Lanes>,
    tally: Arc<Tally>,
    threads: Vec<JoinHandle<()>>,
    engine: &'static str,
}

/// What an engine answers when it opens: its two queues and the threads that serve them.
pub(crate) struct Opened {
    pub(crate) writers: Arc<Lanes>,
    pub(crate) readers: Arc<Lanes>,
    pub(crate) threads: Vec<JoinHandle<()>>,
}

/// Counts kept by the engine, for the metrics page and the bench.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) jobs: AtomicU64,
    pub(crate) reruns: AtomicU64,
    pub(crate) commits: AtomicU64,
    groups: Mutex<BTreeMap<usize, u64>>,
}

/// What the engine has done since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Write jobs answered.
    pub jobs: u64,
    /// Attempts that had to be repeated because of another job.
    pub reruns: u64,
    /// Commits: on SQLite fewer than jobs when they came in groups.
    pub commits: u64,
}

impl Db {
    /// Opens (and creates) the SQLite file at `path`.
    pub fn sqlite(path: &Path, options: SqliteOptions) -> Result<Self> {
        let tally = Arc::new(Tally::default());
        let opened = sqlite::open(path, options, &tally)?;
        Ok(Self::of(opened, tally, "sqlite"))
    }

    /// Connects to the PostgreSQL database named by `url`.
    pub fn postgres(url: &str, options: &PostgresOptions) -> Result<Self> {
        let tally = Arc::new(Tally::default());
        let opened = postgres::open(url, options, &tally)?;
        Ok(Self::of(opened, tally, "postgresql"))
    }

    fn of(opened: Opened, tally: Arc<Tally>, engine: &'static str) -> Self {
        let Opened { writers, readers, threads } = opened;
        let house = Arc::new(House { writers, readers, tally, threads, engine });
        Self { house, district: 0 }
    }

    /// The same database for the rows of a district.
    #[must_use]
    pub fn of_district(self, district: i64) -> Self {
        Self { district, ..self }
    }

    /// Brings the tables up to date; answers how many migrations were new.
    pub fn migrate(&self) -> Result<usize> {
        self.migrate_to(migrations::newest_known())
    }

    /// Brings the tables to where change `last` leaves them, for a backup made there; answers how
    /// many migrations were new.
    pub fn migrate_to(&self, last: i64) -> Result<usize> {
        self.write_blocking(Seed::fixed(0), move |tx| migrations::run(tx, last))
    }

    /// The engine's name, for the start-up line and the bench; no room may ask.
    pub fn engine(&self) -> &'static str {
        self.house.engine
    }

    /// Finishes what is queued and waits until the engine has let go of the database. Only the last
    /// handle can close it; with others about, this one is merely given up.
    pub fn close(self) {
        let Some(house) = Arc::into_inner(self.house) else { return };
        drop((house.writers, house.readers));
        for thread in house.threads {
            if thread.join().is_err() {
                tracing::error!("a thread of the store panicked");
            }
        }
    }

    /// Counts since the start.
    pub fn figures(&self) -> Figures {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let tally = &self.house.tally;
        Figures {
            jobs: read(&tally.jobs),
            reruns: read(&tally.reruns),
            commits: read(&tally.commits),
        }
    }

    /// How many commits held so many jobs, since the start. Empty on an engine where each job has a
    /// commit of its own.
    pub fn groups(&self) -> BTreeMap<usize, u64> {
        self.house.tally.groups.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A verb: answered after its data is on disk.
    ///
    /// Neighbours see each other's work once it is committed, not before. A verb that decides by what
    /// it read holds those rows (see [`Tx::holding`]) or leans on a unique key; at serializable,
    /// sixteen clients filing and accepting on PostgreSQL repeated each job twice and gave up on one
    /// in ten.
    pub async fn write<T, E, F>(&self, seed: Seed, job: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        wait(self.queue((Lane::People, Isolation::Writing, true), seed, job)?).await
    }

    /// Work that can wait: import, sealing, roll-ups. Cut it to pieces of a few milliseconds.
    pub async fn write_bulk<T, E, F>(&self, seed: Seed, job: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        wait_long(self.queue((Lane::Bulk, Isolation::Writing, false), seed, job)?).await
    }

    /// Takes rows from a queue: sees what is committed, passes over what another worker holds.
    pub async fn claim<T, E, F>(&self, seed: Seed, job: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        wait_long(self.queue((Lane::Bulk, Isolation::Writing, false), seed, job)?).await
    }

    /// Reads one snapshot.
    pub async fn read<T, E, F>(&self, job: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        wait(self.queue((Lane::People, Isolation::Snapshot, true), Seed::fixed(0), job)?).await
    }

    /// [`Db::write`] for a thread without a runtime.
    pub fn write_blocking<T, E, F>(&self, seed: Seed, job: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        wait_blocking(self.queue((Lane::People, Isolation::Writing, false), seed, job)?)
    }

    /// [`Db::read`] for a thread without a runtime.
    pub fn read_blocking<T, E, F>(&self, job: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        wait_blocking(self.queue(
            (Lane::People, Isolation::Snapshot, false),
            Seed::fixed(0),
            job,
        )?)
    }

    fn queue<T, E, F>(
        &self,
        (lane, isolation, hurried): (Lane, Isolation, bool),
        seed: Seed,
        job: F,
    ) -> Result<Awaited<T, E>>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let terms = Terms { seed, district: self.district, lane, isolation, hurried };
        let (job, answer) = TypedJob::boxed(terms, job);
        let lanes = match isolation {
            Isolation::Snapshot => &self.house.readers,
            Isolation::Writing => &self.house.writers,
        };
        lanes.put(job)?;
        Ok(answer)
    }
}

/// Waits as long as somebody may be left without an answer.
async fn wait<T, E: From<Error>>(mut awaited: Awaited<T, E>) -> std::result::Result<T, E> {
    if let Ok(answer) = timeout(TURN, &mut awaited.answer).await {
        return answer.unwrap_or_else(|_| Err(E::from(Error::Closed)));
    }
    if awaited.ticket.withdraw() {
        return Err(E::from(Error::Busy));
    }
    match timeout(LONGEST, awaited.answer).await {
        Ok(answer) => answer.unwrap_or_else(|_| Err(E::from(Error::Closed))),
        Err(_) => Err(E::from(Error::Unknown(format!("no end within {LONGEST:?}")))),
    }
}

/// Waits for work that nobody waits for.
async fn wait_long<T, E: From<Error>>(awaited: Awaited<T, E>) -> std::result::Result<T, E> {
    awaited.answer.await.unwrap_or_else(|_| Err(E::from(Error::Closed)))
}

fn wait_blocking<T, E: From<Error>>(awaited: Awaited<T, E>) -> std::result::Result<T, E> {
    awaited.answer.blocking_recv().unwrap_or_else(|_| Err(E::from(Error::Closed)))
}

impl Tally {
    pub(crate) fn add(counter: &AtomicU64, n: u64) {
        counter.fetch_add(n, Ordering::Relaxed);
    }

    /// One commit for so many jobs.
    pub(crate) fn add_group(&self, jobs: usize) {
        Self::add(&self.commits, 1);
        let mut groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        *groups.entry(jobs).or_default() += 1;
    }
}

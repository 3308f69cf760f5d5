use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use tokio::time::Instant;
use tokio_postgres::error::{DbError, Severity};

use super::connection::{self, PostgresTx};
use super::line::{Line, Unanswered};
use super::patience::Patience;
use super::way::Route;
use crate::db::Tally;
use crate::job::{Isolation, Job, Verdict};
use crate::lanes::{Lanes, Next, Waiting};
use crate::tx::Engine;
use crate::{Error, Result, Tx};

/// A job that loses this many races is told to come back.
const MOST_ATTEMPTS: u32 = 12;

/// Whoever could not connect leaves the jobs to the others for so long.
const REST: Duration = Duration::from_millis(500);

/// The answer of a server that was silent before is waited for so long.
const SILENCE: Duration = Duration::from_secs(2);

/// One thread's connection, opened when first needed and again after it broke.
pub(super) struct Desk {
    pub(super) route: Route,
    pub(super) patience: Patience,
    pub(super) by_name: bool,
    pub(super) line: Option<Line>,
    /// The pool this desk belongs to, and the other one of the same database.
    pub(super) ours: Arc<Pool>,
    pub(super) theirs: Arc<Pool>,
}

/// What the desks of a pool know of each other.
#[derive(Debug, Default)]
pub(super) struct Pool {
    /// How many have a connection.
    connected: AtomicUsize,
    /// None has, and the server gives no more: the other pool is to do without one.
    wants_one: AtomicBool,
    /// The server said nothing to the last question: nobody waits long for the next answer.
    silent: AtomicBool,
}

/// How one attempt ended.
enum Attempt {
    Done,
    /// What the job asked for was undone, as it wished.
    Undone,
    LostRace,
    /// There was no connection to begin with.
    NoLine(Error),
    /// The connection broke before anything could have been kept.
    Broken(Error),
    /// The connection broke while committing a job that may be run again: what it wrote is there or
    /// not, and the job finds out.
    InDoubt(Error),
}

/// Why a job was not done.
enum Undone {
    /// Nothing of it was begun, for want of a connection.
    NotBegun(Error),
    Failed(Error),
}

pub(super) fn run(
    mut desk: Desk,
    waiting: &Waiting,
    lanes: &Weak<Lanes>,
    serves_bulk: bool,
    tally: &Tally,
) {
    loop {
        let mut job = match waiting.next_within(REST, serves_bulk) {
            Next::Job(job) => job,
            Next::Nothing => {
                desk.makes_room();
                continue;
            }
            Next::Over => return,
        };
        match until_done(&mut desk, job.as_mut(), tally) {
            Ok(()) => {}
            Err(Undone::NotBegun(error)) => {
                if desk.others_are_connected() {
                    let Some(kept) = left_to_others(job, lanes) else {
                        thread::sleep(REST);
                        continue;
                    };
                    job = kept;
                }
                job.fail(error);
            }
            Err(Undone::Failed(error)) => job.fail(error),
        }
        if job.isolation() != Isolation::Snapshot {
            Tally::add(&tally.jobs, 1);
        }
        job.answer();
        desk.makes_room();
    }
}

/// Puts a job back into its queue; it is handed back where there is none any more.
fn left_to_others(job: Box<dyn Job>, lanes: &Weak<Lanes>) -> Option<Box<dyn Job>> {
    match lanes.upgrade() {
        Some(lanes) => lanes.put_back(job),
        None => Some(job),
    }
}

fn until_done(
    desk: &mut Desk,
    job: &mut dyn Job,
    tally: &Tally,
) -> std::result::Result<(), Undone> {
    let until = job.hurried().then(|| Instant::now() + desk.patience.of_job());
    let (mut broke, mut doubt, mut looked_again) = (false, None, false);
    for attempt in 0..MOST_ATTEMPTS {
        match try_once(desk, job, until) {
            // The commit in doubt may have come through while this attempt was refusing; the next
            // one certainly sees it.
            Ok(Attempt::Undone) if doubt.is_some() && !looked_again => looked_again = true,
            Ok(Attempt::Done | Attempt::Undone) => {
                Tally::add(&tally.commits, 1);
                return Ok(());
            }
            Ok(Attempt::LostRace) => Tally::add(&tally.reruns, 1),
            Ok(Attempt::NoLine(error)) if doubt.is_none() && !broke => {
                return Err(Undone::NotBegun(error));
            }
            Ok(Attempt::NoLine(error)) => return Err(Undone::Failed(doubt.unwrap_or(error))),
            Ok(Attempt::InDoubt(error)) if doubt.is_none() => {
                desk.hang_up();
                doubt = Some(error);
            }
            Ok(Attempt::Broken(error) | Attempt::InDoubt(error)) => {
                desk.hang_up();
                if broke || desk.is_silent() {
                    return Err(Undone::Failed(doubt.unwrap_or(error)));
                }
                broke = true;
            }
            Err(error) => {
                desk.hang_up();
                return Err(Undone::Failed(doubt.unwrap_or(error)));
            }
        }
        thread::sleep(Duration::from_micros(200 << attempt.min(8)));
    }
    Err(Undone::Failed(doubt.unwrap_or(Error::Contended)))
}

fn try_once(desk: &mut Desk, job: &mut dyn Job, until: Option<Instant>) -> Result<Attempt> {
    let (isolation, within) = (job.isolation(), desk.of_answer(job.hurried()));
    let start = desk.start_of(isolation, job.hurried());
    let line = match desk.connected() {
        Ok(line) => line,
        Err(error) => return Ok(Attempt::NoLine(error)),
    };
    if let Err(unanswered) = line.batch(within, &start) {
        return Ok(desk.broke(&unanswered));
    }
    desk.ours.silent.store(false, Ordering::Relaxed);
    let line = desk.connected()?;
    let seed = job.seed();
    let writes = isolation == Isolation::Writing;
    let mut tx = PostgresTx::new(line, writes, (within, until)).into_tx(seed);
    let verdict = job.run(&mut tx);
    let ended = finish(tx, verdict);
    let attempt = end(line, within, ended);
    if line.is_cut() {
        desk.ours.silent.store(true, Ordering::Relaxed);
    }
    attempt
}

/// What is to be done with the transaction.
enum Ended {
    Commit { counts_once: bool, only_read: bool },
    RollBack(Result<Attempt>),
}

fn finish(tx: Tx<'_>, verdict: Verdict) -> Ended {
    let counts_once = tx.counts_once();
    let Engine::Postgres(tx) = tx.into_engine() else {
        return Ended::RollBack(Err(Error::Closed));
    };
    if tx.lost_race() {
        return Ended::RollBack(Ok(Attempt::LostRace));
    }
    if verdict == Verdict::Undo {
        // A connection that broke meanwhile kept nothing.
        return Ended::RollBack(Ok(tx.broken().map_or(Attempt::Undone, Attempt::Broken)));
    }
    // A server says yes to the commit of a transaction it has given up, and keeps nothing of it.
    if let Some(refused) = tx.refused() {
        return Ended::RollBack(Err(refused));
    }
    Ended::Commit { counts_once, only_read: !tx.writes() }
}

fn end(line: &mut Line, within: Duration, ended: Ended) -> Result<Attempt> {
    let (counts_once, only_read) = match ended {
        Ended::Commit { counts_once, only_read } => (counts_once, only_read),
        Ended::RollBack(attempt) => {
            if line.batch(within, "ROLLBACK").is_err() {
                line.cut();
            }
            return attempt;
        }
    };
    let error = match line.batch(within, "COMMIT") {
        Ok(()) => return Ok(Attempt::Done),
        Err(Unanswered::Said(error)) => error,
        Err(silent) => {
            line.cut();
            let silent = silent.told();
            return in_doubt(silent, counts_once, only_read);
        }
    };
    if connection::is_lost_race(&error) {
        return Ok(Attempt::LostRace);
    }
    // The database itself refused, and stays: nothing was kept.
    if !only_read && is_refusal(&error) {
        return Err(connection::error(&error));
    }
    in_doubt(connection::error(&error), counts_once, only_read)
}

fn in_doubt(error: Error, counts_once: bool, only_read: bool) -> Result<Attempt> {
    if only_read {
        return Ok(Attempt::Broken(error));
    }
    let unknown = Error::Unknown(error.to_string());
    if counts_once { Ok(Attempt::InDoubt(unknown)) } else { Err(unknown) }
}

fn is_refusal(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().and_then(DbError::parsed_severity) == Some(Severity::Error)
}

impl Desk {
    fn connected(&mut self) -> Result<&mut Line> {
        if self.line.as_ref().is_some_and(Line::is_closed) {
            self.hang_up();
        }
        if self.line.is_none() {
            let patience = self.shortened(self.patience.connect);
            self.line = Some(Line::open(&self.route, patience, self.by_name)?);
            self.ours.connected.fetch_add(1, Ordering::Relaxed);
        }
        self.line.as_mut().ok_or(Error::Closed)
    }

    /// How long the answer to a statement is waited for.
    fn of_answer(&self, hurried: bool) -> Duration {
        self.shortened(self.patience.of_answer(hurried))
    }

    fn shortened(&self, patience: Duration) -> Duration {
        if self.is_silent() { patience.min(SILENCE) } else { patience }
    }

    fn is_silent(&self) -> bool {
        self.ours.silent.load(Ordering::Relaxed)
    }

    fn broke(&self, unanswered: &Unanswered) -> Attempt {
        let silent = matches!(unanswered, Unanswered::Silent(_));
        self.ours.silent.store(silent, Ordering::Relaxed);
        Attempt::Broken(unanswered.told())
    }

    fn hang_up(&mut self) {
        if self.line.take().is_some() {
            self.ours.connected.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Whether a job may be left to somebody else. Where only the other pool has connections it is asked
    /// for one, and the job waits for that.
    fn others_are_connected(&self) -> bool {
        if self.ours.connected.load(Ordering::Relaxed) > 0 {
            return true;
        }
        let theirs = self.theirs.connected.load(Ordering::Relaxed) > 1;
        self.ours.wants_one.store(theirs, Ordering::Relaxed);
        theirs
    }

    /// Hangs up where the other pool has no connection and cannot get one.
    fn makes_room(&mut self) {
        let spare = self.line.is_some() && self.ours.connected.load(Ordering::Relaxed) > 1;
        if spare && self.theirs.wants_one.swap(false, Ordering::Relaxed) {
            self.hang_up();
            thread::sleep(REST);
        }
    }

    /// Begins a transaction and tells the server how long it may wait. What is set holds for this
    /// transaction only, so that a pooler may give the connection to anybody afterwards.
    fn start_of(&self, isolation: Isolation, hurried: bool) -> String {
        let mode = match isolation {
            Isolation::Writing => "READ COMMITTED",
            Isolation::Snapshot => "REPEATABLE READ READ ONLY",
        };
        let (statement, lock) = (self.patience.of_statement(hurried), self.patience.lock);
        let idle = if hurried { self.patience.of_job() } else { self.patience.unhurried };
        format!(
            "START TRANSACTION ISOLATION LEVEL {mode}; set local statement_timeout = {}; \
             set local lock_timeout = {}; set local idle_in_transaction_session_timeout = {}",
            statement.as_millis(),
            lock.as_millis(),
            idle.as_millis()
        )
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.hang_up();
    }
}

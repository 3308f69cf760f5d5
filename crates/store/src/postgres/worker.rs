use std::thread;
use std::time::Duration;

use postgres::error::{DbError, Severity};
use postgres::{Client, IsolationLevel};

use super::connection::{self, PostgresTx, Prepared};
use super::way::Route;
use crate::db::Tally;
use crate::job::{Isolation, Job, Verdict};
use crate::lanes::Waiting;
use crate::tx::Engine;
use crate::{Error, Result, Tx};

/// A job that loses this many races is told to come back.
const MOST_ATTEMPTS: u32 = 12;

/// One thread's connection, opened when first needed and again after it broke.
struct Desk {
    route: Route,
    open: Option<(Client, Prepared)>,
}

/// How one attempt ended.
enum Attempt {
    Done,
    /// What the job asked for was undone, as it wished.
    Undone,
    LostRace,
    /// The connection broke before anything could have been kept.
    Broken(Error),
    /// The connection broke while committing a job that may be run again: what it wrote is there or
    /// not, and the job finds out.
    InDoubt(Error),
}

pub(super) fn run(route: Route, waiting: &Waiting, serves_bulk: bool, tally: &Tally) {
    let mut desk = Desk { route, open: None };
    while let Some(mut job) = waiting.next(serves_bulk) {
        if let Err(error) = until_done(&mut desk, job.as_mut(), tally) {
            job.fail(error);
        }
        if job.isolation() != Isolation::Snapshot {
            Tally::add(&tally.jobs, 1);
        }
        job.answer();
    }
}

fn until_done(desk: &mut Desk, job: &mut dyn Job, tally: &Tally) -> Result<()> {
    let (mut broke, mut doubt, mut looked_again) = (false, None, false);
    for attempt in 0..MOST_ATTEMPTS {
        match try_once(desk, job) {
            // The commit in doubt may have come through while this attempt was refusing; the next
            // one certainly sees it.
            Ok(Attempt::Undone) if doubt.is_some() && !looked_again => looked_again = true,
            Ok(Attempt::Done | Attempt::Undone) => {
                Tally::add(&tally.commits, 1);
                return Ok(());
            }
            Ok(Attempt::LostRace) => Tally::add(&tally.reruns, 1),
            Ok(Attempt::InDoubt(error)) if doubt.is_none() => {
                desk.open = None;
                doubt = Some(error);
            }
            Ok(Attempt::Broken(error) | Attempt::InDoubt(error)) => {
                desk.open = None;
                if broke {
                    return Err(doubt.unwrap_or(error));
                }
                broke = true;
            }
            Err(error) => {
                desk.open = None;
                return Err(doubt.unwrap_or(error));
            }
        }
        thread::sleep(Duration::from_micros(200 << attempt.min(8)));
    }
    Err(doubt.unwrap_or(Error::Contended))
}

fn try_once(desk: &mut Desk, job: &mut dyn Job) -> Result<Attempt> {
    let (client, prepared) = match desk.connected() {
        Ok(open) => open,
        Err(error) => return Ok(Attempt::Broken(error)),
    };
    let writes = job.isolation() == Isolation::Writing;
    let start = match job.isolation() {
        Isolation::Writing => {
            client.build_transaction().isolation_level(IsolationLevel::ReadCommitted)
        }
        Isolation::Snapshot => client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true),
    };
    let transaction = match start.start() {
        Ok(transaction) => transaction,
        Err(error) => return Ok(Attempt::Broken(connection::error(&error))),
    };
    let seed = job.seed();
    let mut tx = PostgresTx::new(transaction, prepared, writes).into_tx(seed);
    let verdict = job.run(&mut tx);
    finish(tx, verdict)
}

fn finish(tx: Tx<'_>, verdict: Verdict) -> Result<Attempt> {
    let counts_once = tx.counts_once();
    let Engine::Postgres(tx) = tx.into_engine() else { return Err(Error::Closed) };
    if tx.lost_race() {
        return Ok(Attempt::LostRace);
    }
    if verdict == Verdict::Undo {
        // Dropping the transaction rolls it back; a connection that broke meanwhile kept nothing.
        return Ok(tx.broken().map_or(Attempt::Undone, Attempt::Broken));
    }
    let only_read = !tx.writes();
    match tx.into_transaction().commit() {
        Ok(()) => Ok(Attempt::Done),
        Err(error) if connection::is_lost_race(&error) => Ok(Attempt::LostRace),
        Err(error) if only_read => Ok(Attempt::Broken(connection::error(&error))),
        // The database itself refused, and stays: nothing was kept.
        Err(error) if is_refusal(&error) => Err(connection::error(&error)),
        Err(error) => {
            let unknown = Error::Unknown(error.to_string());
            if counts_once { Ok(Attempt::InDoubt(unknown)) } else { Err(unknown) }
        }
    }
}

fn is_refusal(error: &postgres::Error) -> bool {
    error.as_db_error().and_then(DbError::parsed_severity) == Some(Severity::Error)
}

impl Desk {
    fn connected(&mut self) -> Result<(&mut Client, &mut Prepared)> {
        if self.open.as_ref().is_none_or(|(client, _)| client.is_closed()) {
            self.open = Some((self.route.connect()?, Prepared::new()));
        }
        let (client, prepared) = self.open.as_mut().ok_or(Error::Closed)?;
        Ok((client, prepared))
    }
}

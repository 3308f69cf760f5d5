use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::connection::{self, SqliteTx};
use crate::db::Tally;
use crate::job::{Job, Verdict};
use crate::lanes::{Lane, Waiting};
use crate::{Error, Result};

/// A group is cut here, so that nobody waits long for the sync.
const MOST_JOBS: usize = 256;
const LONGEST: Duration = Duration::from_millis(5);

/// Takes whatever is queued, runs it as one group, answers, and starts again.
pub(super) fn serve(connection: &Connection, waiting: &Waiting, tally: &Tally) {
    while let Some(first) = waiting.next(true) {
        let mut jobs = vec![first];
        if let Err(lost) = together(connection, &mut jobs, waiting, tally) {
            tracing::warn!(error = %lost, jobs = jobs.len(), "a group was lost; each job runs alone");
            roll_back_if_open(connection);
            for job in &mut jobs {
                Tally::add(&tally.reruns, 1);
                alone(connection, job.as_mut(), tally);
            }
        }
        Tally::add(&tally.jobs, u64::try_from(jobs.len()).unwrap_or_default());
        jobs.into_iter().for_each(Job::answer);
    }
}

/// Runs the waiting jobs in one transaction, one after another with nothing between them: most jobs
/// are kept, and a savepoint for each costs a copy of every page it touches and a segment of the
/// full-text index. When one has to be undone after it wrote, all begin again, kept apart. On `Err`
/// nothing of any of them is kept: SQLite itself drops the whole transaction when the disk is full.
fn together(
    connection: &Connection,
    jobs: &mut Vec<Box<dyn Job>>,
    waiting: &Waiting,
    tally: &Tally,
) -> Result<()> {
    run(connection, "begin immediate")?;
    let began = now();
    let mut done = 0;
    while let Some(job) = jobs.get_mut(done) {
        if may_not_stay(connection, job.as_mut())? {
            run(connection, "rollback")?;
            Tally::add(&tally.reruns, u64::try_from(done).unwrap_or_default());
            run(connection, "begin immediate")?;
            jobs.iter_mut().try_for_each(|job| in_savepoint(connection, job.as_mut()))?;
            break;
        }
        done += 1;
        if done == jobs.len() && done < MOST_JOBS && began.elapsed() < LONGEST {
            let next = waiting.ready(Lane::People).or_else(|| waiting.ready(Lane::Bulk));
            jobs.extend(next);
        }
    }
    run(connection, "commit")?;
    tally.add_group(jobs.len());
    Ok(())
}

/// Runs one job of a group; whether it left something behind that has to go.
fn may_not_stay(connection: &Connection, job: &mut dyn Job) -> Result<bool> {
    let (seed, wrote) = (job.seed(), Cell::new(false));
    let verdict = job.run(&mut SqliteTx::new(connection, &wrote).into_tx(seed));
    if connection.is_autocommit() {
        return Err(gave_up(connection));
    }
    Ok(verdict == Verdict::Undo && wrote.get())
}

fn in_savepoint(connection: &Connection, job: &mut dyn Job) -> Result<()> {
    run(connection, "savepoint job")?;
    let (seed, wrote) = (job.seed(), Cell::new(false));
    let verdict = job.run(&mut SqliteTx::new(connection, &wrote).into_tx(seed));
    if connection.is_autocommit() {
        return Err(gave_up(connection));
    }
    if verdict == Verdict::Undo {
        run(connection, "rollback to job")?;
    }
    run(connection, "release job")
}

/// A statement of the frame around the jobs, prepared once.
fn run(connection: &Connection, sql: &str) -> Result<()> {
    let told = |error| connection::of(connection.path().map(Path::new), &error);
    let mut statement = connection.prepare_cached(sql).map_err(told)?;
    statement.execute(()).map(drop).map_err(told)
}

/// Runs one job in a transaction of its own; what goes wrong is its own answer.
fn alone(connection: &Connection, job: &mut dyn Job, tally: &Tally) {
    if let Err(error) = try_alone(connection, job) {
        roll_back_if_open(connection);
        job.fail(error);
    } else {
        tally.add_group(1);
    }
}

fn try_alone(connection: &Connection, job: &mut dyn Job) -> Result<()> {
    run(connection, "begin immediate")?;
    in_savepoint(connection, job)?;
    run(connection, "commit")
}

/// The engine gave up the whole transaction, as it does when the disk is full.
fn gave_up(connection: &Connection) -> Error {
    Error::Full(connection.path().unwrap_or_default().to_owned())
}

fn roll_back_if_open(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = connection.execute_batch("rollback")
    {
        tracing::error!(%error, "a broken group could not be rolled back");
    }
}

/// How long a group has been running is nobody's business time: it only cuts the group.
fn now() -> Instant {
    Instant::now()
}

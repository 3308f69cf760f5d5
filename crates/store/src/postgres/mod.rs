//! PostgreSQL: worker threads, one transaction a job, run again when it lost a race.

mod connection;
mod worker;

use std::sync::Arc;
use std::thread;

pub(crate) use connection::PostgresTx;

use crate::db::Tally;
use crate::lanes::Lanes;
use crate::{Error, Result};

/// How the PostgreSQL database is used.
#[derive(Clone, Copy, Debug)]
pub struct PostgresOptions {
    /// Threads that write, each with its own connection.
    pub writers: usize,
    /// Threads that read.
    pub readers: usize,
    /// Jobs that may wait in each lane before the next is told to come back.
    pub queue: usize,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self { writers: 16, readers: 8, queue: 4096 }
    }
}

pub(crate) fn open(
    url: &str,
    options: PostgresOptions,
    tally: &Arc<Tally>,
) -> Result<(Lanes, Lanes)> {
    let config: ::postgres::Config = url.parse().map_err(|error| connection::error(&error))?;
    // Asked once here, so that a wrong address is told at the start and not at the first job.
    config.connect(::postgres::NoTls).map_err(|error| connection::error(&error))?;
    let writers = pool("writer", &config, options.writers, options.queue, tally)?;
    let readers = pool("reader", &config, options.readers, options.queue, tally)?;
    Ok((writers, readers))
}

fn pool(
    name: &str,
    config: &::postgres::Config,
    threads: usize,
    queue: usize,
    tally: &Arc<Tally>,
) -> Result<Lanes> {
    let (lanes, waiting) = Lanes::new(queue);
    let threads = threads.max(1);
    for n in 0..threads {
        let (config, waiting, tally) = (config.clone(), waiting.clone(), Arc::clone(tally));
        // Bulk work gets a quarter of the threads at most, and never the last one.
        let serves_bulk = n * 4 < threads;
        thread::Builder::new()
            .name(format!("store-{name}-{n}"))
            .spawn(move || worker::run(config, &waiting, serves_bulk, &tally))
            .map_err(|error| Error::Gone(error.to_string()))?;
    }
    Ok(lanes)
}

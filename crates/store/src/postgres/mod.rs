//! PostgreSQL: worker threads, one transaction a job, run again when it lost a race.

mod certificate;
mod connection;
mod tls;
mod way;
mod worker;

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub(crate) use connection::PostgresTx;
pub use way::{Guard, Way};

use way::Route;

use crate::db::{Opened, Tally};
use crate::lanes::Lanes;
use crate::{Error, Result};

/// How the PostgreSQL database is used.
#[derive(Clone, Debug)]
pub struct PostgresOptions {
    /// Threads that write, each with its own connection.
    pub writers: usize,
    /// Threads that read.
    pub readers: usize,
    /// Jobs that may wait in each lane before the next is told to come back.
    pub queue: usize,
    /// How the connections are guarded on their way.
    pub way: Way,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self { writers: 16, readers: 8, queue: 4096, way: Way::default() }
    }
}

pub(crate) fn open(url: &str, options: PostgresOptions, tally: &Arc<Tally>) -> Result<Opened> {
    let PostgresOptions { writers, readers, queue, way } = options;
    let route = Route::of(url, &way)?;
    // Asked once here, so that a wrong address is told at the start and not at the first job. On a
    // thread of its own: the driver refuses to wait inside an async runtime.
    let asked = route.clone();
    let answer = thread::spawn(move || asked.connect().map(drop)).join();
    answer.map_err(|_| Error::Gone("the first connection panicked".to_owned()))??;
    let mut threads = Vec::new();
    let writers = pool("writer", &route, writers, queue, tally, &mut threads)?;
    let readers = pool("reader", &route, readers, queue, tally, &mut threads)?;
    Ok(Opened { writers, readers, threads })
}

fn pool(
    name: &str,
    route: &Route,
    size: usize,
    queue: usize,
    tally: &Arc<Tally>,
    threads: &mut Vec<JoinHandle<()>>,
) -> Result<Lanes> {
    let (lanes, waiting) = Lanes::new(queue);
    for n in 0..size.max(1) {
        let (route, waiting, tally) = (route.clone(), waiting.clone(), Arc::clone(tally));
        // Bulk work gets a quarter of the threads at most.
        let serves_bulk = n * 4 < size.max(1);
        let thread = thread::Builder::new()
            .name(format!("store-{name}-{n}"))
            .spawn(move || worker::run(route, &waiting, serves_bulk, &tally))
            .map_err(|error| Error::Gone(error.to_string()))?;
        threads.push(thread);
    }
    Ok(lanes)
}

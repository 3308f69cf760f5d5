//! PostgreSQL: worker threads, one transaction a job, run again when it lost a race.

mod certificate;
mod connection;
mod line;
mod patience;
mod tls;
mod way;
mod worker;

use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub(crate) use connection::PostgresTx;
pub use patience::Patience;
pub use way::{Guard, Way};

use line::Line;
use way::Route;
use worker::{Desk, Pool};

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
    /// How long anything is waited for.
    pub patience: Patience,
    /// Whether statements stay prepared by name on a connection. Not behind a pooler that gives each
    /// transaction another connection and knows nothing of such names.
    pub prepared: bool,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            writers: 16,
            readers: 8,
            queue: 4096,
            way: Way::default(),
            patience: Patience::default(),
            prepared: true,
        }
    }
}

pub(crate) fn open(url: &str, options: &PostgresOptions, tally: &Arc<Tally>) -> Result<Opened> {
    let route = Route::of(url, &options.way)?;
    // Asked once here, so that a wrong address is told at the start and not at the first job. On a
    // thread of its own: nobody may wait inside an async runtime.
    let (asked, within) = (route.clone(), options.patience.connect);
    let answer = thread::spawn(move || Line::open(&asked, within, false).map(drop)).join();
    answer.map_err(|_| Error::Gone("the first connection panicked".to_owned()))??;
    let mut threads = Vec::new();
    let (write, read) = (Arc::<Pool>::default(), Arc::<Pool>::default());
    let desk = |ours: &Arc<Pool>, theirs: &Arc<Pool>| Desk {
        route: route.clone(),
        patience: options.patience,
        by_name: options.prepared,
        line: None,
        ours: Arc::clone(ours),
        theirs: Arc::clone(theirs),
    };
    let writer = || desk(&write, &read);
    let writers = pool(("writer", options.writers), &writer, options.queue, tally, &mut threads)?;
    let reader = || desk(&read, &write);
    let readers = pool(("reader", options.readers), &reader, options.queue, tally, &mut threads)?;
    Ok(Opened { writers, readers, threads })
}

fn pool(
    (name, size): (&str, usize),
    desk: &dyn Fn() -> Desk,
    queue: usize,
    tally: &Arc<Tally>,
    threads: &mut Vec<JoinHandle<()>>,
) -> Result<Arc<Lanes>> {
    let (lanes, waiting) = Lanes::new(queue);
    let lanes = Arc::new(lanes);
    for n in 0..size.max(1) {
        let desk = desk();
        let (waiting, tally, lanes) = (waiting.clone(), Arc::clone(tally), Arc::downgrade(&lanes));
        // Bulk work gets a quarter of the threads at most.
        let serves_bulk = n * 4 < size.max(1);
        let thread = thread::Builder::new()
            .name(format!("store-{name}-{n}"))
            .spawn(move || worker::run(desk, &waiting, &lanes, serves_bulk, &tally))
            .map_err(|error| Error::Gone(error.to_string()))?;
        threads.push(thread);
    }
    Ok(lanes)
}

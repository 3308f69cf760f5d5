//! The engine room's promises, on both engines.

mod copy;
mod failures;
mod full;
mod lease;
mod outage;
mod races;
mod search;
mod turns;
mod waits;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Scope, ScopedJoinHandle};

use xianban_kernel::Seed;
use xianban_store::{Db, Error, Tx, params};

/// A job that keeps the only writer busy until it is let go, so that others must wait together.
struct Doorstop {
    let_go: Sender<()>,
}

impl Doorstop {
    /// Answers once the writer is busy.
    fn holds<'s>(db: &'s Db, scope: &'s Scope<'s, '_>) -> Self {
        let (let_go, gate): (_, Receiver<()>) = channel();
        let (busy, is_busy) = channel();
        scope.spawn(move || {
            db.write_blocking(Seed::fixed(1), move |_| -> Result<(), Error> {
                busy.send(()).unwrap();
                gate.recv().unwrap();
                Ok(())
            })
        });
        is_busy.recv().unwrap();
        Self { let_go }
    }

    fn lets_go(self) {
        self.let_go.send(()).unwrap();
    }
}

/// Queues a job; its answer comes from the handle.
fn queued<'s>(
    db: &'s Db,
    scope: &'s Scope<'s, '_>,
    job: impl Fn(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
) -> ScopedJoinHandle<'s, Result<(), Error>> {
    scope.spawn(move || db.write_blocking(Seed::fixed(1), job))
}

/// Writes one row that is known by its name.
fn writes(tx: &mut Tx<'_>, name: &str) -> Result<(), Error> {
    let sql = "insert into lease (name, owner, until) values ($1, 'a', 0)";
    tx.execute(sql, params![name]).map(drop)
}

/// The names of the rows written, in order.
fn names(db: &Db) -> Vec<String> {
    let read = |tx: &mut Tx<'_>| {
        let rows = tx.rows("select name from lease order by name", params![])?;
        rows.iter().map(|row| row.get("name")).collect::<Result<_, Error>>()
    };
    db.read_blocking(read).unwrap()
}

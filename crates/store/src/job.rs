use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::oneshot;
use xianban_kernel::Seed;

use crate::lanes::Lane;
use crate::{Error, Tx};

/// Whether what a job did stays or is rolled back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Keep,
    Undo,
}

/// A piece of work on its way to an engine. It can be run again until it is answered.
pub(crate) trait Job: Send {
    fn seed(&self) -> Seed;
    fn isolation(&self) -> Isolation;
    fn lane(&self) -> Lane;
    /// Whether somebody waits for the answer.
    fn hurried(&self) -> bool;
    fn ticket(&self) -> &Ticket;
    /// Runs once and remembers the result.
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Replaces the remembered result by an error of the engine.
    fn fail(&mut self, error: Error);
    /// Tells the caller. Only called when the result is on disk, or certainly is not.
    fn answer(self: Box<Self>);
}

/// How a job stands to its neighbours on an engine that runs them side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Isolation {
    /// Sees what is committed and holds the rows it writes or asks to hold: verbs and queues.
    Writing,
    /// One snapshot, read only: pages.
    Snapshot,
}

/// Whether a job has begun. Until it has, whoever waits for it may take it back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ticket(Arc<AtomicU8>);

const WAITING: u8 = 0;
const BEGUN: u8 = 1;
const WITHDRAWN: u8 = 2;

impl Ticket {
    /// The engine takes the job up; `false` when nobody wants it any more.
    pub(crate) fn begins(&self) -> bool {
        self.turns(WAITING, BEGUN)
    }

    /// The engine puts it back, nothing of it done.
    pub(crate) fn waits_again(&self) {
        self.turns(BEGUN, WAITING);
    }

    /// The caller takes it back; `false` when it has begun.
    pub(crate) fn withdraw(&self) -> bool {
        self.turns(WAITING, WITHDRAWN)
    }

    fn turns(&self, from: u8, to: u8) -> bool {
        self.0.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }
}

/// What is known of a job before it runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    pub(crate) seed: Seed,
    pub(crate) district: i64,
    pub(crate) lane: Lane,
    pub(crate) isolation: Isolation,
    pub(crate) hurried: bool,
}

pub(crate) struct TypedJob<T, E, F> {
    terms: Terms,
    ticket: Ticket,
    work: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

/// The answer to a job on its way.
pub(crate) struct Awaited<T, E> {
    pub(crate) ticket: Ticket,
    pub(crate) answer: oneshot::Receiver<Result<T, E>>,
}

impl<T, E, F> TypedJob<T, E, F>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    pub(crate) fn boxed(terms: Terms, work: F) -> (Box<dyn Job>, Awaited<T, E>) {
        let (reply, answer) = oneshot::channel();
        let ticket = Ticket::default();
        let awaited = Awaited { ticket: ticket.clone(), answer };
        (Box::new(Self { terms, ticket, work, result: None, reply }), awaited)
    }
}

impl<T, E, F> Job for TypedJob<T, E, F>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    fn seed(&self) -> Seed {
        self.terms.seed
    }

    fn isolation(&self) -> Isolation {
        self.terms.isolation
    }

    fn lane(&self) -> Lane {
        self.terms.lane
    }

    fn hurried(&self) -> bool {
        self.terms.hurried
    }

    fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        tx.enter(self.terms.district);
        // A job holds nothing of its own across a panic: the transaction is rolled back.
        let ran = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)));
        let result = ran.unwrap_or_else(|_| Err(E::from(Error::Panicked)));
        let verdict = if result.is_ok() { Verdict::Keep } else { Verdict::Undo };
        self.result = Some(result);
        verdict
    }

    fn fail(&mut self, error: Error) {
        self.result = Some(Err(E::from(error)));
    }

    fn answer(self: Box<Self>) {
        let result = self.result.unwrap_or_else(|| Err(E::from(Error::Closed)));
        // The caller may have hung up; the work is done all the same.
        drop(self.reply.send(result));
    }
}

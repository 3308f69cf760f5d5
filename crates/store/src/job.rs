use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;
use xianban_kernel::Seed;

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

pub(crate) struct TypedJob<T, E, F> {
    seed: Seed,
    district: i64,
    isolation: Isolation,
    work: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> TypedJob<T, E, F>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    pub(crate) fn boxed(
        (seed, district): (Seed, i64),
        isolation: Isolation,
        work: F,
    ) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>) {
        let (reply, answer) = oneshot::channel();
        (Box::new(Self { seed, district, isolation, work, result: None, reply }), answer)
    }
}

impl<T, E, F> Job for TypedJob<T, E, F>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    fn seed(&self) -> Seed {
        self.seed
    }

    fn isolation(&self) -> Isolation {
        self.isolation
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        tx.enter(self.district);
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

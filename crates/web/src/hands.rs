//! Threads that live long and do slow work one after another. The allocator keeps what a thread has
//! freed for the next work of the same thread, up to tens of megabytes; so the work goes to the same
//! few threads, and there are never more than were busy at once.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;
use xianban_kernel::Problem;

type Work = Box<dyn FnOnce() + Send>;

/// The threads. A cheap handle; they end when the last one is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Hands {
    name: &'static str,
    free: Arc<Mutex<Free>>,
}

/// Those that do nothing, and how many there are in all.
#[derive(Debug, Default)]
struct Free {
    idle: BTreeMap<usize, Sender<Work>>,
    hired: usize,
}

impl Hands {
    /// None yet; each is made when all others are busy.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, free: Arc::default() }
    }

    /// Does the work on the first free thread. What is `held` is let go when the thread is free again,
    /// so that whoever waits for it finds the thread free.
    pub(crate) async fn does<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
        held: impl Send + 'static,
    ) -> Result<T, Problem> {
        let (n, thread) = self.first_free()?;
        let (tell, told) = oneshot::channel();
        let (free, again) = (self.free.clone(), thread.clone());
        let job = move || {
            let done = catch_unwind(AssertUnwindSafe(work));
            of(&free).idle.insert(n, again);
            drop((free, held));
            if let Ok(done) = done {
                // Nobody may be waiting any more.
                drop(tell.send(done));
            }
        };
        let gone = || Problem::broken(format!("a thread for {} fell over", self.name));
        thread.send(Box::new(job)).map_err(|_| gone())?;
        told.await.map_err(|_| gone())
    }

    fn first_free(&self) -> Result<(usize, Sender<Work>), Problem> {
        let mut free = of(&self.free);
        if let Some(first) = free.idle.pop_first() {
            return Ok(first);
        }
        let (thread, work) = channel();
        let hired = thread::Builder::new().name(self.name.to_owned()).spawn(move || serves(&work));
        hired.map_err(|error| Problem::Unavailable { logged: error.to_string() })?;
        let n = free.hired;
        free.hired += 1;
        Ok((n, thread))
    }
}

fn serves(work: &Receiver<Work>) {
    while let Ok(next) = work.recv() {
        next();
    }
}

fn of(free: &Mutex<Free>) -> std::sync::MutexGuard<'_, Free> {
    free.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::thread::ThreadId;

    use super::*;

    async fn where_it_is_done(hands: &Hands) -> ThreadId {
        hands.does(|| thread::current().id(), ()).await.unwrap()
    }

    #[tokio::test]
    async fn what_comes_one_after_another_is_done_by_the_same_thread() {
        let hands = Hands::new("tests");
        let first = where_it_is_done(&hands).await;
        for _ in 0..50 {
            assert_eq!(where_it_is_done(&hands).await, first);
        }
    }

    #[tokio::test]
    async fn what_comes_at_once_is_done_at_once_and_afterwards_by_the_first_again() {
        let hands = Hands::new("tests");
        let first = where_it_is_done(&hands).await;
        let (go, wait) = channel::<()>();
        let slow = hands.clone();
        let busy = tokio::spawn(async move {
            slow.does(move || wait.recv().map(|()| thread::current().id()), ()).await
        });
        tokio::task::yield_now().await;
        assert_ne!(where_it_is_done(&hands).await, first);
        go.send(()).unwrap();
        assert_eq!(busy.await.unwrap().unwrap(), Ok(first));
        assert_eq!(where_it_is_done(&hands).await, first);
        assert_eq!(of(&hands.free).hired, 2);
    }

    #[tokio::test]
    async fn work_that_falls_over_is_told_and_its_thread_goes_on() {
        let hands = Hands::new("tests");
        let first = where_it_is_done(&hands).await;
        let (held, told) = oneshot::channel::<()>();
        let fell = hands.does(|| assert_eq!(1, 2, "a test of falling over"), held).await;
        assert!(matches!(fell, Err(Problem::Broken { .. })), "{fell:?}");
        assert!(told.await.is_err(), "what it held is let go");
        assert_eq!(where_it_is_done(&hands).await, first);
    }

    thread_local! {
        static KEPT: RefCell<Option<oneshot::Sender<()>>> = const { RefCell::new(None) };
    }

    #[tokio::test]
    async fn the_threads_end_with_the_last_handle() {
        let hands = Hands::new("tests");
        let (alive, ended) = oneshot::channel::<()>();
        hands.does(move || KEPT.set(Some(alive)), ()).await.unwrap();
        drop(hands);
        assert!(ended.await.is_err());
    }
}

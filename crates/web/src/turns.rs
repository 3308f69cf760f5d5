//! Work that takes a core or much memory: few at once, a short line before it, and beyond that a
//! sentence instead of waiting.

use std::sync::Arc;
use std::thread;

use tokio::sync::Semaphore;
use xianban_kernel::Problem;

use crate::hands::Hands;
use crate::shares::{Holder, Place, Shares};

/// Turns at one kind of slow work. A cheap handle.
#[derive(Clone, Debug)]
pub struct Turns {
    line: Shares,
    places: Arc<Semaphore>,
    hands: Hands,
}

impl Turns {
    /// Passwords: as many at once as there are cores. At 30 ms each, whoever stands last waits about
    /// a second; one address fills half the line at most.
    pub fn at_hashing() -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self::new("hashing", cores, Shares::new(64, 32, 8))
    }

    /// Hashing for those whom their device has let past the strangers: one at a time beside all others,
    /// and a line of their own.
    pub(crate) fn for_the_known() -> Self {
        Self::new("hashing", 1, Shares::new(32, 16, 4))
    }

    /// So many at once, and this line, in which those stand too whose turn it is.
    pub(crate) fn new(name: &'static str, at_once: usize, line: Shares) -> Self {
        let places = Arc::new(Semaphore::new(at_once));
        Self { line, places, hands: Hands::new(name) }
    }

    /// Does the work on one of our threads, when it is its turn; it takes so many places at
    /// once. [`Problem::Busy`] when the line is full. Whoever leaves while it is done keeps the
    /// places until its end: it costs as much without him.
    pub(crate) async fn take<T: Send + 'static>(
        &self,
        holder: &Holder,
        places: u32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let in_line = self.line.at_once(holder)?;
        self.take_from(in_line, places, work).await
    }

    /// The same for whoever has waited in another line; he keeps his place there until the end.
    pub(crate) async fn take_from<T: Send + 'static>(
        &self,
        in_line: Place,
        places: u32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = self.places.clone().acquire_many_owned(places).await;
        let turn = turn.map_err(|_| Problem::Busy)?;
        self.hands.does(work, (turn, in_line)).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn holder(address: &str) -> Holder {
        Holder { address: address.to_owned(), device: address.to_owned() }
    }

    #[tokio::test]
    async fn a_full_line_refuses_at_once_and_a_neighbour_still_gets_his_turn() {
        let turns = Turns::new("tests", 1, Shares::new(4, 2, 2));
        let (go, wait) = mpsc::channel::<()>();
        let slow = turns.clone();
        let first = tokio::spawn(async move {
            slow.take(&holder("10.6.6.6"), 1, move || wait.recv().is_ok()).await
        });
        tokio::task::yield_now().await;
        let next = turns.clone();
        let second = tokio::spawn(async move { next.take(&holder("10.6.6.6"), 1, || 2).await });
        tokio::task::yield_now().await;
        assert_eq!(turns.take(&holder("10.6.6.6"), 1, || 3).await, Err(Problem::Busy));
        let other = turns.clone();
        let neighbour = tokio::spawn(async move { other.take(&holder("10.1.1.1"), 1, || 4).await });
        tokio::task::yield_now().await;
        go.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(true));
        assert_eq!(second.await.unwrap(), Ok(2));
        assert_eq!(neighbour.await.unwrap(), Ok(4));
    }

    #[tokio::test]
    async fn whoever_leaves_keeps_his_place_until_the_work_is_done() {
        let turns = Turns::new("tests", 1, Shares::new(1, 1, 1));
        let (go, wait) = mpsc::channel::<()>();
        let slow = turns.clone();
        let gone = tokio::spawn(async move {
            slow.take(&holder("10.6.6.6"), 1, move || wait.recv().is_ok()).await
        });
        tokio::task::yield_now().await;
        gone.abort();
        assert!(gone.await.is_err());
        assert_eq!(turns.take(&holder("10.1.1.1"), 1, || 1).await, Err(Problem::Busy));
        go.send(()).unwrap();
        while turns.take(&holder("10.1.1.1"), 1, || 1).await.is_err() {
            tokio::task::yield_now().await;
        }
    }
}

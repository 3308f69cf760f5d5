use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// What a gateway takes: so many messages under way at once, and so many a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Messages under way at once.
    pub at_once: usize,
    /// Messages begun in a second.
    pub a_second: u32,
}

impl Default for Rate {
    fn default() -> Self {
        Self { at_once: 16, a_second: 50 }
    }
}

/// Codes under way at once, beside all others: nobody's news stands in their way.
const CODES_AT_ONCE: usize = 8;

/// Keeps to the rate of one gateway.
#[derive(Debug)]
pub struct Pace {
    codes: Arc<Semaphore>,
    news: Arc<Semaphore>,
    apart: Duration,
    /// When the next message may begin.
    next: Mutex<Instant>,
}

/// How soon a letter has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hurry {
    /// Somebody waits with the phone in his hand: it goes at once, and the others later.
    Code,
    /// When its turn comes.
    News,
}

impl Pace {
    /// One that has sent nothing yet.
    pub fn of(rate: Rate) -> Self {
        let semaphore = |permits: usize| Arc::new(Semaphore::new(permits.max(1)));
        Self {
            codes: semaphore(CODES_AT_ONCE),
            news: semaphore(rate.at_once),
            apart: Duration::from_secs(1) / rate.a_second.max(1),
            next: Mutex::new(Instant::now()),
        }
    }

    /// A place among those under way, as soon as there is one.
    pub async fn place(&self, hurry: Hurry) -> Option<OwnedSemaphorePermit> {
        Arc::clone(self.places(hurry)).acquire_owned().await.ok()
    }

    /// The same, if there is one now.
    pub fn free_place(&self, hurry: Hurry) -> Option<OwnedSemaphorePermit> {
        Arc::clone(self.places(hurry)).try_acquire_owned().ok()
    }

    const fn places(&self, hurry: Hurry) -> &Arc<Semaphore> {
        match hurry {
            Hurry::Code => &self.codes,
            Hurry::News => &self.news,
        }
    }

    /// Waits for the turn of a message.
    pub async fn turn(&self, hurry: Hurry) {
        let mut next = self.next.lock().await;
        let now = Instant::now();
        let mine = (*next).max(now);
        *next = mine + self.apart;
        drop(next);
        if hurry == Hurry::News {
            sleep_until(mine).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn news_keep_their_distance_and_a_code_waits_for_none_of_them() {
        let pace = Pace::of(Rate { at_once: 4, a_second: 20 });
        let began = Instant::now();
        for _ in 0..5 {
            pace.turn(Hurry::News).await;
        }
        assert!(began.elapsed() >= Duration::from_millis(200), "{:?}", began.elapsed());
        *pace.next.lock().await = Instant::now() + Duration::from_hours(1);
        pace.turn(Hurry::Code).await;
    }

    #[tokio::test]
    async fn no_more_are_under_way_than_the_gateway_takes() {
        let pace = Pace::of(Rate { at_once: 2, a_second: 50 });
        let (first, second) = (pace.place(Hurry::News).await, pace.place(Hurry::News).await);
        let third = tokio::time::timeout(Duration::from_millis(50), pace.place(Hurry::News)).await;
        assert!(first.is_some() && second.is_some() && third.is_err());
        assert!(pace.place(Hurry::Code).await.is_some(), "a code has a place of its own");
        drop(first);
        assert!(pace.place(Hurry::News).await.is_some());
    }
}

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::crowd::{Doing, Seen};

/// What the parts of one connection note of it, and how it is asked to end.
#[derive(Debug)]
pub struct Pulse {
    began: Instant,
    state: Mutex<State>,
    /// Whether somebody logged in is behind it; the pages say so.
    pub known: Arc<AtomicBool>,
    /// Notified when it has to end now.
    pub end: Notify,
}

#[derive(Debug)]
struct State {
    doing: Doing,
    since: Duration,
    unread: Option<Duration>,
}

impl Pulse {
    /// A connection made just now; times count from `began`.
    pub fn new(began: Instant, known: bool) -> Self {
        let state = State { doing: Doing::Silent, since: began.elapsed(), unread: None };
        let known = Arc::new(AtomicBool::new(known));
        Self { began, state: Mutex::new(state), known, end: Notify::new() }
    }

    /// What is seen of it now.
    pub fn seen(&self) -> Seen {
        let State { doing, since, unread } = *self.state();
        Seen { doing, since, unread, known: self.known.load(Ordering::Relaxed) }
    }

    /// It begins to do this.
    pub fn begins(&self, doing: Doing) {
        let since = self.began.elapsed();
        let mut state = self.state();
        (state.doing, state.since) = (doing, since);
    }

    /// It begins to do this, if it was doing that.
    pub fn goes_on(&self, from: Doing, to: Doing) {
        if self.state().doing == from {
            self.begins(to);
        }
    }

    /// Whether it takes what is written to it.
    pub fn takes(&self, taken: bool) {
        let mut state = self.state();
        if taken {
            state.unread = None;
        } else if state.unread.is_none() {
            state.unread = Some(self.began.elapsed());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

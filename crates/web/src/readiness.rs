//! Whether this node can be given requests, as it last found out by writing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A node that wrote nothing for so long cannot.
const LAST_WRITTEN_WITHIN: Duration = Duration::from_secs(7);

/// Whether this node can be given requests, as it last found out by writing.
#[derive(Clone, Debug, Default)]
pub struct Readiness(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// Whether anybody tries to write; not in a site without a schedule.
    watched: bool,
    wrote: Option<Instant>,
    why_not: Option<String>,
    leaving: bool,
}

impl Readiness {
    /// From now on somebody tells; the start has just written.
    pub fn watched(&self) {
        let mut known = self.known();
        (known.watched, known.wrote) = (true, Some(Instant::now()));
    }

    /// Something was written.
    pub fn wrote(&self) {
        let mut known = self.known();
        (known.wrote, known.why_not) = (Some(Instant::now()), None);
    }

    /// Something could not be written, for this reason.
    pub fn could_not(&self, why: String) {
        self.known().why_not = Some(why);
    }

    /// The node is about to stop and wants no more requests.
    pub fn leaves(&self) {
        self.known().leaving = true;
    }

    /// Whether it is about to stop.
    pub fn is_leaving(&self) -> bool {
        self.known().leaving
    }

    /// Why it cannot write, if it cannot.
    pub(crate) fn why_not(&self) -> Option<String> {
        let known = self.known();
        if known.leaving {
            return Some("about to stop".to_owned());
        }
        let lately = known.wrote.is_some_and(|wrote| wrote.elapsed() < LAST_WRITTEN_WITHIN);
        if !known.watched || (lately && known.why_not.is_none()) {
            return None;
        }
        let why = known.why_not.clone();
        Some(why.unwrap_or_else(|| "nothing could be written lately".to_owned()))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

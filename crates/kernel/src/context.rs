use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::{Actor, Draw, Moment, Seed, Whence};

/// Everything a piece of work is told before it starts: who, when, with which randomness, and under
/// which name the logs know it. Fixed before the work is queued, so that an attempt can be repeated.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who acts.
    pub actor: Actor,
    /// When the request came in.
    pub at: Moment,
    /// Where its random numbers come from.
    pub seed: Seed,
    /// What the log lines and error pages call it.
    pub request: RequestId,
    /// From where the request came.
    pub whence: Arc<Whence>,
    /// Shared by all that is done for the same request.
    doubt: Arc<AtomicBool>,
}

impl Context {
    /// A context for `actor` at `at`.
    pub fn new(actor: Actor, at: Moment, seed: Seed) -> Self {
        let request = RequestId::draw(&mut Seed::fresh().draw());
        Self { actor, at, seed, request, whence: Arc::default(), doubt: Arc::default() }
    }

    /// The `n`th part of the same work, with random numbers of its own.
    #[must_use]
    pub fn part(&self, n: i64) -> Self {
        Self { seed: self.seed.part(n.cast_unsigned()), ..self.clone() }
    }

    /// Nobody knows whether something of this request was done.
    pub fn leave_in_doubt(&self) {
        self.doubt.store(true, Ordering::Relaxed);
    }

    /// Whether something of this request may have been done or not.
    pub fn is_in_doubt(&self) -> bool {
        self.doubt.load(Ordering::Relaxed)
    }

    /// The same, known to come from there.
    #[must_use]
    pub fn coming_from(&self, whence: Whence) -> Self {
        Self { whence: Arc::new(whence), ..self.clone() }
    }

    /// The same request, seen as somebody else (after a login, for a delegated filing).
    #[must_use]
    pub fn acting_as(&self, actor: Actor) -> Self {
        Self { actor, ..self.clone() }
    }
}

/// Eight letters and digits a person can read out to the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// A new one.
    pub fn draw(draw: &mut Draw) -> Self {
        Self(hex::encode(draw.bytes::<4>()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

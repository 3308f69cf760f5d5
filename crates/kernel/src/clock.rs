use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::Moment;

/// Where "now" comes from: the machine's clock shifted by a fixed offset (the demo's story is told
/// at the time its data was made), or a frozen clock that only a test moves.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    Machine { offset: i64 },
    Led(Arc<AtomicI64>),
    Frozen(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    pub const fn machine() -> Self {
        Self(Source::Machine { offset: 0 })
    }

    /// The machine's clock plus `offset` milliseconds.
    pub const fn shifted(offset: i64) -> Self {
        Self(Source::Machine { offset })
    }

    /// The machine's clock, as many milliseconds off as somebody says meanwhile: for trials of what a
    /// wrong clock does.
    pub const fn led_astray(by: Arc<AtomicI64>) -> Self {
        Self(Source::Led(by))
    }

    /// A clock that stands still until [`Clock::set`].
    pub fn frozen(at: Moment) -> Self {
        Self(Source::Frozen(Arc::new(AtomicI64::new(at.millis()))))
    }

    /// The time now.
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::Machine { offset } => machine_now().plus_millis(*offset),
            Source::Led(by) => machine_now().plus_millis(by.load(Ordering::SeqCst)),
            Source::Frozen(at) => Moment::from_millis(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a frozen clock; a running one is left alone.
    pub fn set(&self, to: Moment) {
        if let Source::Frozen(at) = &self.0 {
            at.store(to.millis(), Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
fn machine_now() -> Moment {
    Moment::from_millis(jiff::Timestamp::now().as_millisecond())
}

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::crowd::Doing;
use super::pulse::Pulse;

/// So long nobody is too slow.
const GRACE: Duration = Duration::from_secs(30);

/// How fast a body came so far. Only the time in which we waited for its sender counts.
#[derive(Debug)]
struct Pace {
    least: u64,
    came: u64,
    waited: Duration,
}

impl Pace {
    /// How much longer we wait for the next piece.
    fn left(&self) -> Duration {
        let earned = Duration::from_secs(self.came / self.least.max(1));
        (GRACE + earned).saturating_sub(self.waited)
    }
}

/// What somebody sends. One who has become too slow is given up as if he had hung up.
pub struct Sent {
    body: Body,
    pulse: Arc<Pulse>,
    pace: Pace,
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Sent {
    /// This body, to come at this pace at least, in bytes a second.
    pub fn new(body: Body, pulse: Arc<Pulse>, least: u64) -> Self {
        let pace = Pace { least, came: 0, waited: Duration::ZERO };
        Self { body, pulse, pace, waiting: None }
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        if let Poll::Ready(next) = Pin::new(&mut this.body).poll_frame(cx) {
            if let Some((since, _)) = this.waiting.take() {
                this.pace.waited += since.elapsed();
            }
            if let Some(Ok(frame)) = &next {
                let came = frame.data_ref().map_or(0, Bytes::len);
                this.pace.came += u64::try_from(came).unwrap_or(u64::MAX);
            }
            return Poll::Ready(next);
        }
        let left = this.pace.left();
        let (_, end) = this.waiting.get_or_insert_with(|| {
            let now = Instant::now();
            (now, Box::pin(sleep_until(now + left)))
        });
        ready!(end.as_mut().poll(cx));
        Poll::Ready(Some(Err(axum::Error::new("the sender was too slow"))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        self.pulse.goes_on(Doing::Sending, Doing::Answering);
    }
}

/// What somebody is answered; when it has gone out, he is idle.
pub struct Answer {
    /// The body.
    pub body: Body,
    /// Where that is noted.
    pub pulse: Arc<Pulse>,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.pulse.begins(Doing::Idle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_sends_on_earns_time_and_whoever_drips_runs_out_of_it() {
        let pace = |came, waited| {
            Pace { least: 4096, came, waited: Duration::from_secs(waited) }.left().as_secs()
        };
        assert_eq!(pace(0, 0), 30);
        assert_eq!(pace(0, 30), 0);
        assert_eq!(pace(1000, 40), 0);
        assert_eq!(pace(30 * 1024 * 1024, 3600), 4110);
    }
}

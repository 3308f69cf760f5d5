use std::time::Duration;

use crossbeam_channel::{
    Receiver, RecvTimeoutError, Sender, TryRecvError, TrySendError, bounded, select,
};

use crate::job::Job;
use crate::{Error, Result};

/// Two bounded queues into an engine: people first, bulk work (import, sealing) second.
pub(crate) struct Lanes {
    people: Sender<Box<dyn Job>>,
    bulk: Sender<Box<dyn Job>>,
}

/// The engine's end of the lanes.
#[derive(Clone)]
pub(crate) struct Waiting {
    people: Receiver<Box<dyn Job>>,
    bulk: Receiver<Box<dyn Job>>,
}

/// What came of waiting for a job.
pub(crate) enum Next {
    Job(Box<dyn Job>),
    /// None came, or one that nobody wants any more.
    Nothing,
    /// Everybody who could send one is gone.
    Over,
}

/// Which lane a job waits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    People,
    Bulk,
}

impl Lanes {
    pub(crate) fn new(bound: usize) -> (Self, Waiting) {
        let (people, people_waiting) = bounded(bound);
        let (bulk, bulk_waiting) = bounded(bound);
        (Self { people, bulk }, Waiting { people: people_waiting, bulk: bulk_waiting })
    }

    /// Queues a job, or says at once that the queue is full: never silence.
    pub(crate) fn put(&self, job: Box<dyn Job>) -> Result<()> {
        self.of(job.lane()).try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Closed,
        })
    }

    /// Puts a job back that was taken up and not begun; it comes back where there is no room.
    pub(crate) fn put_back(&self, job: Box<dyn Job>) -> Option<Box<dyn Job>> {
        job.ticket().waits_again();
        let refused = self.of(job.lane()).try_send(job).err()?;
        let (TrySendError::Full(job) | TrySendError::Disconnected(job)) = refused;
        // Whoever took it back meanwhile hears nothing more of it.
        job.ticket().begins();
        Some(job)
    }

    const fn of(&self, lane: Lane) -> &Sender<Box<dyn Job>> {
        match lane {
            Lane::People => &self.people,
            Lane::Bulk => &self.bulk,
        }
    }
}

impl Waiting {
    /// Waits for a job that is still wanted; `None` when everybody who could send one is gone.
    pub(crate) fn next(&self, serves_bulk: bool) -> Option<Box<dyn Job>> {
        loop {
            match self.next_within(Duration::MAX, serves_bulk) {
                Next::Job(job) => return Some(job),
                Next::Nothing => {}
                Next::Over => return None,
            }
        }
    }

    /// The same, for so long.
    pub(crate) fn next_within(&self, time: Duration, serves_bulk: bool) -> Next {
        let came = match self.people.try_recv() {
            Ok(job) => Next::Job(job),
            Err(TryRecvError::Disconnected) if !serves_bulk => return Next::Over,
            Err(_) if !serves_bulk => match self.people.recv_timeout(time) {
                Ok(job) => Next::Job(job),
                Err(RecvTimeoutError::Timeout) => return Next::Nothing,
                Err(RecvTimeoutError::Disconnected) => return Next::Over,
            },
            Err(_) => select! {
                recv(self.people) -> job => job.or_else(|_| self.bulk.recv()).map_or(Next::Over, Next::Job),
                recv(self.bulk) -> job => job.or_else(|_| self.people.recv()).map_or(Next::Over, Next::Job),
                default(time) => Next::Nothing,
            },
        };
        match came {
            Next::Job(job) if !job.ticket().begins() => Next::Nothing,
            came => came,
        }
    }

    /// A job that is already waiting, people first.
    pub(crate) fn ready(&self, lane: Lane) -> Option<Box<dyn Job>> {
        let waiting = match lane {
            Lane::People => &self.people,
            Lane::Bulk => &self.bulk,
        };
        waiting.try_iter().find(|job| job.ticket().begins())
    }
}

use crossbeam_channel::{Receiver, Sender, TryRecvError, TrySendError, bounded, select};

use crate::job::Job;
use crate::{Error, Result};

/// Two bounded queues into an engine: people first, bulk work (import, sealing) second.
#[derive(Clone)]
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
    pub(crate) fn put(&self, lane: Lane, job: Box<dyn Job>) -> Result<()> {
        let sender = match lane {
            Lane::People => &self.people,
            Lane::Bulk => &self.bulk,
        };
        sender.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Closed,
        })
    }
}

impl Waiting {
    /// Waits for a job; `None` when everybody who could send one is gone.
    pub(crate) fn next(&self, serves_bulk: bool) -> Option<Box<dyn Job>> {
        match self.people.try_recv() {
            Ok(job) => return Some(job),
            Err(TryRecvError::Disconnected) if !serves_bulk => return None,
            Err(_) => {}
        }
        if !serves_bulk {
            return self.people.recv().ok();
        }
        select! {
            recv(self.people) -> job => job.or_else(|_| self.bulk.recv()).ok(),
            recv(self.bulk) -> job => job.or_else(|_| self.people.recv()).ok(),
        }
    }

    /// A job that is already waiting, people first.
    pub(crate) fn ready(&self, lane: Lane) -> Option<Box<dyn Job>> {
        match lane {
            Lane::People => self.people.try_recv().ok(),
            Lane::Bulk => self.bulk.try_recv().ok(),
        }
    }
}

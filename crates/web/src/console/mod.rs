//! The staff's face, at `/c`: queues, one appeal with everything about it, and each permitted move.

pub(crate) mod problem;

//! The engine room's promises, on both engines.

mod lease;

//! The domain crate.

pub mod keys;

//! The test kit does what the other tests believe of it.

mod browser;
mod postgres;

//! A sample of every page in each of its moods: usual, empty, very long, with faults. Tests render
//! them all; `cargo test -p xianban-web -- --ignored write_samples` writes them where a person can
//! look at them.

mod console;
mod resident;
mod sample;
mod words;

pub use sample::Sample;
pub use words::frame;

use crate::frame::{Elder, Frame};

/// All of them.
pub fn all() -> Vec<Sample> {
    resident::all().into_iter().chain(console::all()).collect()
}

/// The usual frame in this size of type.
pub fn sized(elder: Elder) -> Frame {
    Frame { elder, ..frame() }
}

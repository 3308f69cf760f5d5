//! The year's figures, each with how it is counted.

pub(crate) mod list;
pub(crate) mod show;
mod shown;

pub use shown::Shown;
pub(crate) use shown::shown;

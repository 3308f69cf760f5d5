//! Extracts: every matter behind a report's number, asked for, watched while it is made, and handed out.

mod ask;
mod matters;
mod show;
mod throw_away;

pub(crate) use ask::{ExtractForm, send as ask};
pub use matters::Matters;
pub(crate) use show::{ExtractPage, show};
pub(crate) use throw_away::{VersionForm, send as throw_away};

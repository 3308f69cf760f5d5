//! The residents' face, at `/`: file a matter, follow it, rate it. Works on a phone without scripts.

pub mod appeals;
pub mod ask;
pub mod home;
pub mod problem;

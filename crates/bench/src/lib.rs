//! What the bench and the loader share: a client, and how fast something went.

pub mod client;
pub mod speed;

/// What a step answers. What goes wrong ends the run and is told.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

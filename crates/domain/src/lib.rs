//! The rooms. Each is entered through its own front door; none knows HTTP or which engine it runs on.

mod coded;
pub mod organisation;
pub mod rules;

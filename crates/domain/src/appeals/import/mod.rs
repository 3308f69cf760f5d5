//! Import: appeals another platform kept, one JSON object a line (JSON Lines, UTF-8).
//!
//! Here a line becomes a row or a reason why not, without touching the database. Not here: which
//! lines were brought in before, and what becomes of a row.

mod line;
#[cfg(test)]
mod tests;

pub use line::{BadLine, BadReason, ImportRow, Replied, read_line};

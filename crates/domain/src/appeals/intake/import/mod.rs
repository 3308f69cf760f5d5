//! Import: appeals another platform kept, one JSON object a line (JSON Lines, UTF-8).
//!
//! A line becomes a row or a reason why not ([`Lines`]); a row becomes an appeal with its real times,
//! once ([`import`]). Not here: the file, the progress, the report.

mod bring;
mod line;
mod lines;
#[cfg(test)]
mod tests;

pub use bring::{Landed, import};

pub use crate::appeals::nouns::event::{Imported, Source};
pub use line::{BadLine, BadReason, ImportRow, Replied, read_line};
pub use lines::Lines;

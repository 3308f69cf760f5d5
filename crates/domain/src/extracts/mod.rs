//! Extracts (明细): every matter behind a number of a report, written into a workbook while whoever
//! asked does something else. It is made by the program, told when it is there, handed to nobody but who
//! asked, and destroyed some weeks later; the trail keeps who had which list, when and how long.
//!
//! Not here: what is counted (figures), what the workbook looks like (pages).

mod ask;
mod event;
mod lists;
mod make;
mod noun;
mod rules;
mod words;

pub use ask::{Ask, ask, throw_away};
pub use event::Event;
pub use lists::{by_no, is_own, own, progress, sees_file};
pub use make::{Write, drop_old, fail, made, make, next, note_progress};
pub use noun::{Extract, State};
pub use rules::{ExtractRules, check};
pub use words::{Action, KIND, Nothing, NoticeKind};

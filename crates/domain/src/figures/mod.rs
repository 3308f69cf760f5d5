//! Figures: what is counted, added up cheaply, and opened to the very cases it counts.
//!
//! Every room says which [`Fact`]s are true of a dossier; the ground stores them beside it and notes each
//! change as a row of its own. A job adds changes up by day and month, place, unit, list and matter; whoever
//! reads adds the changes that wait, so that a number is what a full count would be, at any moment. A
//! [`Figure`] says in words how it is made of numbers; what it opens is found by the same conditions.

mod below;
mod brief;
mod cases;
mod count;
mod definition;
mod due;
mod fact;
mod named;
mod period;
mod permit;
mod rate;
mod read;
mod roll;
mod scope;
mod spot;
mod write;

pub use below::scopes_below;
pub use brief::{NoticeKind, tell_briefs};
pub use cases::{CasesAsked, Counted, Of, cases};
pub use count::Count;
pub use definition::{FIGURES, Figure, Made, Value};
pub use due::{DueNow, due_now};
pub use fact::{Fact, Under, month};
pub use named::{Named, named};
pub use period::{Every, Period};
pub use permit::{Reached, oversees, reached};
pub use rate::Rate;
pub use read::{Numbers, numbers, numbers_listed, numbers_of, trend, trend_listed};
pub use roll::{add_some, add_up};
pub use scope::{Facet, Scope, Span};
pub(crate) use write::{agrees, refresh};

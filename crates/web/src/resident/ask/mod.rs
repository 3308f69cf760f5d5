//! Filing an appeal: choose the kind, fill in one form, get a number.

pub(crate) mod choose;
pub(crate) mod done;
pub(crate) mod file;
pub(crate) mod place;
pub(crate) mod send;
pub(crate) mod unsent;

pub use choose::AskPage;
pub use done::DonePage;
pub use file::{Contact, FilePage};
pub use place::{Picker, PlacePage, Rung};

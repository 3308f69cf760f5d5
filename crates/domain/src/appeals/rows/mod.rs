//! Rows and nouns: how an appeal, its orders, duties and index entries are stored, and the check that every
//! derived row says what the events say.

mod counted;
mod face;
mod found;
pub(crate) mod owed;
pub(crate) mod store;
mod verify;

pub(crate) use counted::{
    forget_low_rating, forget_returns, note_low_rating, note_return, returns_agree,
};
pub(crate) use face::Face;
pub use face::KIND;
pub(crate) use found::{entry, found_by, index};
pub(crate) use owed::Window;
pub use store::load;
pub(crate) use verify::fold;
pub use verify::{verify_files, verify_rows};

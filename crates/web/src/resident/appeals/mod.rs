//! What a resident sees of appeals: the list, one appeal, and the forms that go with it.

mod card;
pub mod show;

pub use card::Card;

//! Where things are and who is there.
mod unit;
pub use unit::UnitKind;

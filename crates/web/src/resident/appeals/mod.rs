//! What a resident sees of appeals: the list, one appeal, and the forms that go with it.

mod card;
pub(crate) mod disown;
mod headline;
pub(crate) mod mine;
pub(crate) mod rate;
pub(crate) mod rated;
pub(crate) mod rework;
pub(crate) mod show;
pub(crate) mod supplement;
mod told;
pub(crate) mod urge;
pub(crate) mod view;
pub(crate) mod visit;
pub(crate) mod withdraw;

pub use card::{Card, Head};

//! What a resident sees of appeals: the list, one appeal, and the forms that go with it.

pub(crate) mod answer;
pub(crate) mod answer_visit;
pub(crate) mod card;
pub(crate) mod disown;
pub(crate) mod head;
mod headline;
pub(crate) mod mine;
pub(crate) mod opine;
pub(crate) mod rate;
pub(crate) mod rated;
pub(crate) mod rework;
pub(crate) mod show;
pub(crate) mod supplement;
pub(crate) mod timeline;
pub(crate) mod urge;
pub(crate) mod view;
pub(crate) mod views;
pub(crate) mod withdraw;

pub use card::Card;
pub use head::Head;

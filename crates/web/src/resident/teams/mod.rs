//! Who looks after a grid, for its residents (找网格员).

pub(crate) mod find;
pub(crate) mod whom;
pub(crate) mod show;
pub(crate) mod view;

//! The administrators' pages about units, places, grids and accounts, at `/c/organisation`.

pub(crate) mod close;
pub(crate) mod fields;
pub(crate) mod import;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod sheets;
pub(crate) mod thing;
pub(crate) mod tree;

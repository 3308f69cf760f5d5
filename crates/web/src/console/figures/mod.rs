//! Figures of those who oversee: the overview, the cases of each number.

mod asked;
pub(crate) mod cases;
pub(crate) mod cells;
pub(crate) mod overview;

pub(crate) use asked::Asked;

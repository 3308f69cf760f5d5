//! Praise as staff see it: the register, one praise, and its review.

pub(crate) mod register;
pub(crate) mod review;
pub(crate) mod row;
pub(crate) mod show;

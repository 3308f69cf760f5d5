//! Lists of every room: each line once and in its order, and none walks through what grows.

mod further;
mod pages;
mod plans;

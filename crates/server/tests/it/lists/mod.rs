//! Lists of every room: each line once and in its order, and none walks through what grows.

mod pages;
mod plans;

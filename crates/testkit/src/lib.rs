//! What the tests stand on: private databases on both engines and a browser that acts as a person.
//!
//! A test kit says what went wrong by panicking, so the lints against that are off in this crate.
#![expect(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a test kit says what went wrong by panicking"
)]

mod engines;

pub mod aliyun;
pub mod browser;
pub mod companion;
pub mod documents;
pub mod object_store;
pub mod office;
pub mod photos;
pub mod postgres;
pub mod served;
pub mod visits;
pub mod wire;

pub use engines::{
    Database, Engine, Ground, Kept, at_the_end_of_a_wire, in_the_demo, on_each_engine,
};

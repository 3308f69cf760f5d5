//! All tests that touch a database or a page, in one binary: each more costs a long link.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what went wrong by panicking, in its helpers too"
)]

mod appeals;
mod organisation;
mod rules;
mod server;
mod store;

use xianban_testkit::on_each_engine;

//! All tests that touch a database or a page, in one binary: each more costs a long link.

mod appeals;
mod organisation;
mod rules;

use xianban_testkit::on_each_engine;

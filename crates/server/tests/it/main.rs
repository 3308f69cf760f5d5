//! All tests that touch a database or a page, in one binary: each more costs a long link.
#![cfg(test)] // so clippy knows that what stands beside the tests may panic too

mod appeals;
mod consultation;
mod doors;
mod extracts;
mod figures;
mod house_rules;
mod identity;
mod journeys;
mod lists;
mod objects;
mod open311;
mod organisation;
mod pages;
mod praise;
mod rules;
mod server;
mod store;
mod supervision;
mod teams;
mod testkit;
mod web;
mod whistle;

use xianban_testkit::on_each_engine;

//! Versions of the rules in the database, and what the category tree proposes.

mod book;
mod proposals;

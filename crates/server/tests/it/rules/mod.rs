//! Versions of the rules in the database.

mod book;

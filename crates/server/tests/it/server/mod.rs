//! The program as an operator runs it.

mod backup;
mod commands;
mod import;
mod tokens;
mod user;

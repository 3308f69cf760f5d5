//! The program as an operator runs it.

mod backup;
mod closed;
mod commands;
mod import;
mod sms;
mod tokens;
mod user;

//! What is asked of a version of the rules, part by part.

mod casework;
mod categories;
mod notices;
mod policy;
mod reasons;
mod running;

//! The true outside: files and text messages. Each gateway is a port (a trait the rooms know), a
//! real one and a fake one. Photos are made harmless and documents judged here before they become
//! files.

pub mod documents;
pub mod objects;
pub mod photos;
pub mod sms;

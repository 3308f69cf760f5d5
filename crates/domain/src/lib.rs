//! The rooms: what the platform does, without HTTP and without knowing its database. Each is
//! entered through its own front door.

mod coded;
pub mod keys;
pub mod organisation;
pub mod rules;
pub mod trail;

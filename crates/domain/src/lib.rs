//! The rooms: what the platform does, without HTTP and without knowing its database.

pub mod keys;
pub mod trail;

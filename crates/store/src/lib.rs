//! The engine room: the only crate that knows which database it runs on.

//! What was done and may be read by everybody (身边办成的事): the list, and the story of one.

pub(crate) mod card;
pub(crate) mod list;
pub(crate) mod show;

//! The rules of the district, for its administrator: versions, the draft of the next one edited part by
//! part, files in and out, and the day it comes into force.

pub(super) mod edit;
pub(super) mod file;
mod groups;
pub(super) mod list;
pub(super) mod publish;
mod words;

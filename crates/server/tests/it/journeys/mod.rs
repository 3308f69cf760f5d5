//! People going all the way through the pages in a browser; every page they meet is looked at, and
//! its picture left in `target/pictures`.

mod bad_input;
mod choosing;
mod consultation;
mod dash;
mod depth;
mod documents;
mod door;
mod filing;
mod home;
mod organisation;
mod other_ends;
mod person;
mod photos;
mod pictures;
mod real_messages;
mod supervision;
mod teams;
mod whistle;
mod whole_loop;

use person::{Mood, Person};

/// Somebody's phone.
const PHONE: &str = "13812346621";

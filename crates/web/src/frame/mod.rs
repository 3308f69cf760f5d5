//! What every page stands in: the head and the navigation, the size of type, the tokens of its
//! forms, the files it links to, its headers, and how an answer or a problem is represented.

pub mod answer;
pub mod assets;
pub mod cookies;
pub mod csrf;
pub mod device;
pub mod elder;
pub mod fold;
pub mod headers;
pub mod markup;
pub mod problem;
pub mod qr;
pub mod reply;
mod shell;
mod steps;
pub mod words;

pub use answer::Cache;
pub use assets::asset;
pub use elder::Elder;
pub use reply::{Face, Reply};
pub use shell::{
    Brand, Call, Desk, Flash, Frame, MOST_COUNTED, Most, NavGroup, NavLink, Tone, Who, counted,
};
pub use steps::{Step, Steps};
pub use words::{Choice, Coded, Deadline, Documents, Faults, Link, Photo, Stamp, Status};

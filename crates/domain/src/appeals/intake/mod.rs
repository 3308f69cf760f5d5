//! How an appeal comes in, and what its applicant adds to it or takes back.

mod accept;
mod enter;
pub mod import;
mod outside;
mod submit;
mod supplement;
mod withdraw;

pub use accept::{Accept, accept};
pub use enter::enter;
pub use outside::{Beside, submit_over_open311};
pub(crate) use submit::file_split;
pub use submit::{Contact, Filed, Submit, TITLE_MOST, submit};
pub use supplement::supplement;
pub use withdraw::withdraw;

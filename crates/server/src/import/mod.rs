//! What is brought in from elsewhere.

mod appeals;
mod organisation;

pub use appeals::{Appeals, appeals};
pub use organisation::{Organisation, organisation};

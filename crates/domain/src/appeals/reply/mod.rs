//! The one reply: proposed, reviewed, verified, and what is put before the applicant meanwhile.

mod answer;
mod complete;
mod conclude;
mod decline;
pub(crate) mod likeness;
mod note;
mod propose;
mod publish;
mod release;
mod send_back;
mod terminate;
mod transfer;
mod verify;

pub use answer::answer;
pub use complete::complete;
pub(crate) use complete::still_at_work;
pub use conclude::conclude;
pub use decline::decline;
pub use likeness::{Like, repeated};
pub use note::note;
pub use publish::publish;
pub use release::release;
pub use send_back::send_back;
pub use terminate::terminate;
pub use transfer::transfer;
pub use verify::verify;

//! Notices: what people who asked, praised or met are told, in their inbox and by short message.
//!
//! A row holds codes and what the machine filled in; texts are data of the rules and are put together
//! when they are read, with the title and the words from the dossier's vault. Whatever goes outside goes
//! through the outbox.
//!
//! Not here: when somebody is told something (the rooms), how a message is sent (the courier).

mod about;
mod guest;
mod inbox;
mod letter;
mod leave;

pub(crate) use guest::{GUEST, guest_code};
pub use inbox::{Told, has_unread, inbox, mark_read, unread};
pub(crate) use leave::{leave, leave_alone, take_back, tell};
pub use letter::{Code, Outgoing, outgoing};

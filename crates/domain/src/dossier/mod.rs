//! Dossiers: anything with a trail of its own, whatever its room: what happened to it, in an order nobody
//! can change unseen, its words, and who may read it.
//!
//! The row of a dossier says what it is, its number, its title and who has it now; lines of queues, inboxes
//! and hits are drawn from it. Its readers are marks (a unit, a person, everybody), written by its room and
//! joined by search and lists.
//!
//! Each dossier has a chain of events, every one hashed (SM3, GB/T 32905) with the hash before it.
//! An event's payload holds codes, numbers and identifiers; words and personal data live in the
//! vault only, under a key of the dossier's own, and the payload holds their commitment
//! SM3(salt ‖ value). A sealer puts new hashes under one root and chains the roots. So a value can
//! be erased on a person's request while the chain still verifies.
//!
//! Not here: what an event means, who reads what, and what was erased: the rooms say so.

mod chain;
mod export;
mod merkle;
mod opening;
mod record;
mod row;
mod sealer;
mod vault;
mod verify;

pub use chain::Chain;
pub use export::{Export, export};
pub use merkle::{Step, path, root, root_from};
pub use opening::Opening;
pub use record::{Record, read_records};
pub use row::{Dossier, behind, by_no, find, readers, refresh};
pub use sealer::{Seal, hash_of_seal, newest_seal, seal, seal_waiting, sign_older};
pub use vault::{Kept, Vault};
pub use verify::{Broken, Checked, Extent, extent, verify};

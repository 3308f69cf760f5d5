//! The trail: what happened to a dossier, in an order nobody can change unseen.
//!
//! Each dossier has a chain of events, every one hashed (SM3, GB/T 32905) with the hash before it.
//! An event's payload holds codes, numbers and identifiers; words and personal data live in the
//! vault only, under a key of the dossier's own, and the payload holds their commitment
//! SM3(salt ‖ value). A sealer puts new hashes under one root and chains the roots. So a value can
//! be erased on a person's request while the chain still verifies.
//!
//! The trail is not a log for programmers, and it does not know what an event means: the rooms do.

mod chain;
mod export;
mod merkle;
mod opening;
mod record;
mod sealer;
mod vault;
mod verify;

pub use chain::Chain;
pub use export::{Export, export};
pub use merkle::{Step, path, root, root_from};
pub use opening::{Dossier, Opening, behind, by_no, find, readers, refresh};
pub use record::{Record, read_records};
pub use sealer::{Seal, hash_of_seal, newest_seal, seal, seal_waiting};
pub use vault::{Kept, Vault};
pub use verify::{Broken, Checked, Extent, extent, verify};

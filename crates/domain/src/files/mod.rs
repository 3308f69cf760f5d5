//! Files: photos and documents that people add to a dossier.
//!
//! A file is first staged: its bytes are sealed under a key of its own (SM4-GCM) and put among the
//! objects, then its row is written with who staged it. For 24 hours whoever staged it may send it
//! along with a form; the move that was made then claims it, and the trail holds its size and
//! commitments SM3(salt ‖ content) of the file and a photo's thumbnail; the name of a document moves
//! into the vault. Erasing the dossier destroys key, salt
//! and names, and lets the objects go. Objects without a row (the program fell between the two) and
//! staged files nobody claimed are swept.
//!
//! For backups: an object is one file `ab/cd/abcd…` in the folder or bucket that `[files]` names, named by the SM3
//! hash of its sealed bytes and never changed. Read the tables first and the objects after them;
//! what was staged meanwhile is an orphan in the copy, which its sweep removes. The objects cannot
//! be read without the key outside the database.
//!
//! Not here: what a photo or document is and where bytes lie (gateways), which move may carry files (the rooms).

mod claim;
mod erase;
mod kind;
mod file;
mod name;
mod place;
mod sealing;
mod stage;
mod sweep;
mod verify;

pub use claim::{Claim, claim, staged};
pub use erase::erase;
pub use file::{Enclosure, File, KeptFile, find, of_dossier};
pub use kind::{FileKind, Part};
pub use place::{leave_place, place, take_place};
pub use sealing::{Content, Sealed};
pub use stage::{Stager, stage};
pub use sweep::{forget, known, let_go, sweep};
pub use verify::Claimed;
pub(crate) use verify::verify;

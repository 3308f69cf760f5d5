//! The rooms: what the platform does, without HTTP and without knowing its database. Each is
//! entered through its own front door.

mod among;
pub mod appeals;
mod coded;
pub mod consultation;
pub mod content;
pub mod dossier;
pub mod duty;
pub mod elsewhere;
pub mod extracts;
pub mod figures;
pub mod files;
pub mod folded;
pub mod identity;
pub mod keys;
pub mod ledger;
pub mod notice;
pub mod office;
pub mod organisation;
pub mod phrases;
pub mod praise;
pub mod replay;
pub mod retention;
pub mod rooms;
pub mod rules;
pub mod search;
pub mod seats;
pub mod supervision;
pub mod teams;
pub mod unsent;
pub mod whistle;

//! Bringing people to the matter: contact, calls, home visits, experts, meetings, looks at who asks.

mod answer_visit;
mod ask_to_look;
mod call;
mod consult;
mod contact;
mod experts;
mod meet;
mod offer_visit;
mod opine;
mod see_applicant;

pub use answer_visit::answer_visit;
pub use ask_to_look::ask_to_look;
pub use call::{Call, call, undelivered};
pub(crate) use consult::may_consult;
pub use consult::{end_consult, links, open_consult};
pub use contact::{contact, contact_through};
pub use experts::{Expert, add_expert, experts, remove_expert};
pub use meet::{Meeting, meet};
pub use offer_visit::{make_visit, offer_visit};
pub use opine::{Session, opine, session};
pub use see_applicant::{Looked, see_applicant};

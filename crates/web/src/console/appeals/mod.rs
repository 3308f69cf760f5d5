//! Appeals as staff see them: lists, one appeal, the form of each move, filing for somebody.

pub(crate) mod enter;
pub(crate) mod entry;
pub(crate) mod experts;
pub(crate) mod find;
pub(crate) mod flow;
pub(crate) mod matter;
pub(crate) mod moves;
pub(crate) mod owed;
mod places;
mod last_act;
pub(crate) mod progress;
pub(crate) mod queue;
pub(crate) mod registered;
pub(crate) mod registers;
pub(crate) mod registration;
pub(crate) mod reply;
pub(crate) mod rows;
pub(crate) mod see_applicant;
pub(crate) mod show;
pub(crate) mod slip;
pub(crate) mod table;
pub(crate) mod work;

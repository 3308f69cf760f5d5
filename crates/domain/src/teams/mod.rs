//! Teams of grids (网格治理服务队，“八大员”): who looks after a grid, as what, when, and under which number,
//! each shown to residents as he allows.
//!
//! A grid in use has one open team, formed from the organisation's rows and ended with its grid. Names and
//! numbers lie in the vault of its dossier and are destroyed when somebody leaves or is written anew. The
//! community's secretary owes a grid worker wherever there is none, and a check of all numbers now and then.
//!
//! Not here: where a grid lies and which unit it is (organisation), what it was given to do (appeals), who
//! may log in (identity). Nobody is counted or ranked.

mod bring;
mod change;
mod confirm;
mod describe;
mod event;
mod form;
#[cfg(test)]
mod laws;
mod leave;
mod lists;
mod member;
mod name;
mod naming;
mod noun;
mod rules;
mod shown;
mod stand_in;
mod tree;
mod vaulted;
mod verb;
mod wake;
mod words;

pub(crate) use bring::bring;
pub use change::change;
pub use confirm::confirm;
pub use describe::{Describe, describe};
pub use event::Event;
pub use form::form;
pub use leave::leave;
pub(crate) use lists::how_many;
pub use lists::{Called, Card, by_no, cards, grid_worker, members_of, of_grid, undescribed};
pub use member::{Member, StandIn};
pub use name::name;
pub use naming::Name;
pub use noun::{MOVES, Move, Step, Team};
pub use rules::{TeamRules, check};
pub use shown::{NameShown, PhoneShown, Shown};
pub use stand_in::{StandInForm, end_stand_in, stand_in};
pub use tree::{
    Branch, Person, Replaced, Sought, accounts_for, communities, duties_of, of_lines, offered,
    people, phone_tree, reads_all_of, teams_of,
};
pub use wake::wake;
pub use words::{Action, DutyKind};

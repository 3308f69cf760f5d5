//! Orders to units and slips to people: sent, taken, given back, ruled on, given on, checked.

mod acknowledge;
mod assign;
mod check_slip;
mod dispatch;
mod do_slip;
mod given;
mod issue_slip;
mod own;
mod reassign;
mod recuse;
mod refer;
mod report;
mod return_order;
mod rule;
mod whistle;

pub use acknowledge::acknowledge;
pub(crate) use acknowledge::sent_order;
pub use assign::assign;
pub use check_slip::{check_slip, checkable};
pub use dispatch::{Dispatch, dispatch};
pub use do_slip::{finish_slip, take_slip};
pub use issue_slip::{NewSlip, cancel_slip, issue_slip};
pub use reassign::{reassign, reassignable};
pub use recuse::{Recuse, recuse};
pub use refer::{Refer, refer};
pub(crate) use report::own_order;
pub use report::report;
pub(crate) use return_order::returnable;
pub use return_order::{Return, return_order};
pub use rule::{RuleOn, rule};
pub use whistle::{callable, whistle_ended, whistleable, whistled};

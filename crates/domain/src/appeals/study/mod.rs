//! Assessment (研判) and plan, and what settles the kind of handling: lane, special channel, lists, readers.

mod assess;
mod follow_special;
mod list;
mod plan;
mod relane;
mod share;
mod specialise;

pub use assess::{Assess, More, assess};
pub use follow_special::follow_special;
pub use list::{ToList, list, unlist};
pub(crate) use plan::may_plan;
pub use plan::{PlanForm, plan};
pub use relane::relane;
pub use share::share;
pub use specialise::{had_petition, specialise};

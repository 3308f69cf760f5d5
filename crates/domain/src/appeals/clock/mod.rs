//! More time, standing clocks, what superiors agree to, and what is overdue.

mod answer_supervision;
mod approve;
mod attend;
mod escalate;
mod extend;
mod hold;
mod pause;
mod still;
mod supervise;
mod urge;

pub use answer_supervision::answer_supervision;
pub use approve::{answer_ask, answerable, refuse_ask};
pub use attend::attend;
pub(crate) use escalate::escalate;
pub use extend::ask_extension;
pub(crate) use extend::next_extension;
pub(crate) use hold::may_ask_hold;
pub use hold::{Hold, ask_hold, clear_hold, keep_hold};
pub use pause::{Pause, pause, resume};
pub use supervise::supervise;
pub use urge::urge;
pub(crate) use urge::urged_until;

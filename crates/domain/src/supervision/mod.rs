//! Supervision (督办): the meetings at which a team looks at what is open and says who does what.
//!
//! A meeting is a dossier of its own: planned by itself on the working days that the rules name (碰头会,
//! 调度会, 形势分析会), begun by whoever heads the unit, walked through matter by matter, closed with or
//! without minutes. Its agenda fills itself and says of each matter why it is there; it is fixed when the
//! meeting begins. A decision is a duty of somebody who may do what was decided, until he says what became
//! of it; the next meeting begins with what is still owed. A meeting that nobody held ends by itself, and
//! what it would have looked at comes first at the next.
//!
//! Who was there is not written down, and nothing counts meetings or persons. Not here: the moves on the
//! appeals themselves, which their own room makes and checks.

mod agenda;
mod begin;
mod cadence;
mod calendar;
mod call_off;
mod carry_out;
mod close;
mod decide;
mod decisions;
mod drop_decision;
mod event;
mod item;
#[cfg(test)]
mod laws;
mod lists;
mod moves;
mod noun;
mod plan;
mod rules;
mod seat;
mod wake;
mod words;

pub use agenda::{Since, reasons};
pub use begin::{agenda, begin};
pub use cadence::Cadence;
pub use calendar::{Occurrence, falls_on, upcoming};
pub use call_off::call_off;
pub use carry_out::carry_out;
pub use close::close;
pub use decide::{Decide, Way, chargeable, decide, unbooked, ways};
pub use decisions::{Charge, Decision, DecisionKind, Outcome, Settled};
pub use drop_decision::drop_decision;
pub use event::{Began, CalledOff, CarriedOut, Closed, Decided, Dropped, Event, Lapsed, Planned};
pub use item::{Item, Reason};
pub use lists::{
    Followed, Matter, by_no, calendar_of, followed, list, matters, meetings_at, meetings_of,
};
pub use moves::{MOVES, Move, Step, Who, offered};
pub use noun::{KIND, Meeting, Standing};
pub use plan::{PlannedNow, plan_meetings};
pub use rules::{Series, SupervisionRules, check};
pub use wake::wake;
pub use words::{Action, DutyKind};

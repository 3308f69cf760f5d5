//! The demo's year: what residents asked, what grid workers found and what became of it, from one
//! November to the next. Nothing is written past the verbs: whoever does something in the year does it
//! by the same move, with the same checks, as somebody at the console, only at another time.
//!
//! The plan of the year is pure and seeded; to live it makes its moves in the order of their times.

mod cast;
mod course;
mod figures;
mod live;
mod meetings;
mod moves;
mod pen;
mod photos;
mod plan;
mod situations;
mod stories;
mod tales;
mod turns;

pub use cast::{Cast, hired};
pub use course::{Act, Course, Judge, Turn, course, storied};
pub use figures::{Fate, Figures};
pub use live::{Progress, live};
pub use photos::Album;
pub use plan::{Matter, Plan, Step, Way, begin, end};
pub use situations::{Situation, situations};
pub use stories::{STORIES, Story, Tale};

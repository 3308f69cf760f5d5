use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::organisation::AtUnit;

/// When an appeal took the steps that figures count; what is taken back leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// When it was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Moment>,
    /// When each round began after the first, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub begun: Vec<Moment>,
    /// What was handled, a round each, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub handled: Vec<Handled>,
    /// How rounds were rated, oldest first; a rating that was struck is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rated: Vec<RatedRound>,
}

/// A unit said that it had done its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handled {
    /// The round.
    pub round: i64,
    /// When; the last time, when it was sent back.
    pub at: Moment,
    /// The unit.
    pub unit: AtUnit,
    /// By when it was due.
    pub due: Moment,
}

/// A rating of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatedRound {
    /// The round.
    pub round: i64,
    /// When.
    pub at: Moment,
    /// The unit whose work was rated.
    pub unit: AtUnit,
    /// Stars, 1 to 5.
    pub grade: i64,
    /// Whether the applicant said that it was solved.
    pub solved: bool,
}

impl Course {
    /// Whether it took none of them.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Notes what was done in a round, instead of what was noted before.
    pub(crate) fn handle(&mut self, done: Handled) {
        self.handled.retain(|one| one.round != done.round);
        self.handled.push(done);
    }

    /// Notes how a round was rated, instead of what was noted before.
    pub(crate) fn rate(&mut self, rated: RatedRound) {
        self.rated.retain(|one| one.round != rated.round);
        self.rated.push(rated);
    }

    /// Strikes the rating of a round.
    pub(crate) fn strike(&mut self, round: i64) {
        self.rated.retain(|one| one.round != round);
    }
}

impl Handled {
    /// Whether it was done by the time it was due.
    pub fn in_time(&self) -> bool {
        self.at <= self.due
    }
}

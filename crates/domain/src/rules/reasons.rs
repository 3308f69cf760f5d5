use serde::{Deserialize, Serialize};

/// A lawful reason for declining an appeal, with the way onward.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclineReason {
    /// As stored.
    pub code: String,
    /// What staff choose from and the applicant reads first.
    pub name: String,
    /// The law's provision, in its sense.
    pub law: String,
    /// What the applicant is told besides.
    pub told: String,
    /// Where to go instead; never empty.
    pub channels: Vec<Channel>,
}

/// A place that can help where the platform cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// What it is for, or whose.
    pub name: String,
    /// Its number; empty when it is reached otherwise, as the name then says.
    pub phone: String,
}

/// What counts as satisfied and what opens a new round.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingStandard {
    /// The lowest grade that counts as satisfied.
    pub satisfied_from: i64,
    /// The highest grade that opens a new round; "not solved" opens one at any grade.
    pub rework_at_most: i64,
    /// Rounds after which the district concludes instead of opening another.
    pub max_rounds: i64,
    /// The grades, best first.
    pub grades: Vec<Grade>,
}

/// One of the five grades.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its stars, 5 to 1.
    pub value: i64,
    /// Its word (政务服务好差评).
    pub name: String,
}

impl RatingStandard {
    /// The grade with so many stars.
    pub fn grade(&self, value: i64) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.value == value)
    }

    /// Whether this grade counts as satisfied in the rates.
    pub const fn satisfied(&self, value: i64) -> bool {
        value >= self.satisfied_from
    }

    /// Whether this answer opens a new round (再接单).
    pub const fn reopens(&self, value: i64, solved: bool) -> bool {
        !solved || value <= self.rework_at_most
    }
}

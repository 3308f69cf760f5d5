use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, Role};

use super::appeal::Appeal;
use super::event::{AfterRating, AtUnit, Rated};
use crate::trail::Kept;

/// How staff took down a rating that the applicant did not write himself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenDown {
    /// At which unit.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// `phone` or `visit`.
    pub method: String,
    /// Who was there, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Kept>,
    /// Until when the applicant may say that it is not his.
    pub until: Moment,
}

/// The last rating that staff took down, as long as the applicant may say that it is not his.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Whoever took it down, as the trail marks people.
    pub by: String,
    /// At which unit.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: Moment,
    /// In which round.
    pub round: i64,
    /// Whether it closed the appeal, rather than leading it on.
    pub closed: bool,
    /// The rating that counted before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// Until when it may be disowned.
    pub until: Moment,
}

impl Appeal {
    /// Keeps who took a rating down. One that the applicant writes himself speaks for him from then
    /// on, so that an older one is no longer his to disown.
    pub(super) fn keep_taken(&mut self, at: Moment, actor: &str, event: &Rated) {
        let (before, round) = (self.casework.grade, self.round);
        self.casework.taken = event.taken.as_ref().map(|taken| Taken {
            by: actor.to_owned(),
            unit: taken.unit,
            role: taken.role.clone(),
            at,
            round,
            closed: matches!(event.then, AfterRating::Closed { .. }),
            before,
            until: taken.until,
        });
    }
}

use serde::{Deserialize, Serialize};
use xianban_kernel::{AppealId, FileId, Moment, Role, StaffId};

use crate::coded::coded;
use crate::organisation::AtUnit;
use crate::trail::Kept;

/// A second matter in it became an appeal of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The new appeal.
    pub child: AppealId,
    /// Its number.
    pub no: String,
}

/// The applicant objected to a refusal; the level above looks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconsidered {
    /// Why.
    pub words: Kept,
    /// Who looks.
    pub receiver: AtUnit,
}

/// The applicant said that a rating which staff took down is not his: it is struck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disowned {
    /// What he says to it.
    pub words: Option<Kept>,
    /// Where it was taken down.
    pub unit: AtUnit,
    /// In which role.
    pub role: Role,
    /// When.
    pub taken_at: Moment,
    /// Until when he may rate anew, where the rating had closed the appeal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Who asks him next, drawn by lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<StaffId>,
}

/// See [`Event::FollowedUp`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedUp {
    /// `phone`, `visit` or `unreachable`.
    pub method: String,
    /// Whether the applicant says it is solved; `None` when not reached.
    pub solved: Option<bool>,
    /// Whether the applicant says he is satisfied; asked apart.
    pub satisfied: Option<bool>,
    /// What was said.
    pub words: Kept,
    /// Who was there, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<Kept>,
}

/// See [`Event::Rated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// Stars, 1 to 5.
    pub grade: i64,
    /// Whether the applicant says it is solved.
    pub solved: bool,
    /// How it was given: `self`, `oral` or `witnessed`.
    pub how: String,
    /// The applicant's words, or those in which staff took it down.
    pub words: Option<Kept>,
    /// How staff took it down, when the applicant did not write it himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenDown>,
    /// What follows: closed until then, or another round.
    pub then: AfterRating,
}

/// What a rating leads to, settled by the rules the appeal started under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AfterRating {
    /// Closed; another round may be asked for until then.
    Closed {
        /// Until when.
        rework_until: Moment,
    },
    /// A new round, led by this unit.
    Round {
        /// The unit that leads the new round.
        leader: AtUnit,
        /// Whether it goes on the list of supervised matters (second failure).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        supervised: bool,
    },
    /// No more rounds: the district concludes.
    Conclusion {
        /// Who writes the conclusion.
        by: AtUnit,
    },
}

/// See [`Event::Reworked`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reworked {
    /// What is missing.
    pub words: Kept,
    /// The unit that leads the new round.
    pub leader: AtUnit,
    /// Whether it goes on the list of supervised matters (second failure).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub supervised: bool,
}

/// See [`Event::Closed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedUnrated {
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

coded! {
    /// Why values may be destroyed: the grounds of the Personal Information Protection Law, art. 47.
    ErasureGround {
        /// 处理目的已实现或者不再必要.
        PurposeServed = "purpose_served",
        /// 保存期限已届满.
        KeptLongEnough = "kept_long_enough",
        /// 个人撤回同意.
        ConsentWithdrawn = "consent_withdrawn",
        /// 违反法律、行政法规或者约定处理.
        Unlawful = "unlawful",
    }
}

/// See [`Event::Erased`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// On which ground.
    pub ground: ErasureGround,
    /// Numbers of the vault's values that were destroyed.
    pub values: Vec<i64>,
    /// The files that were destroyed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileId>,
}

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

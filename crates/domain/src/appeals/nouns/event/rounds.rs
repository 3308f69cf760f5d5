//! What came after the reply.

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, Moment, Role, StaffId};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// The applicant was asked how it went (回访).
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

impl Happening for FollowedUp {
    const SORT: Sort =
        Sort { kind: "followed_up.1", only_adds: true, undoable: false, files: Enclosed::Inside };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        Some(appeal.office)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        vec![(Part::Witness, self.witness.as_ref().map(Value::Words))]
    }
}

/// The applicant rated the reply.
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

impl Happening for Rated {
    const SORT: Sort =
        Sort { kind: "rated.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        self.words.as_ref()
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        self.taken.as_ref().map(|taken| taken.unit)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
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

impl Happening for Disowned {
    const SORT: Sort =
        Sort { kind: "disowned.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        self.words.as_ref()
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.unit)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The applicant wants another round (再接单).
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

impl Happening for Reworked {
    const SORT: Sort =
        Sort { kind: "reworked.1", only_adds: false, undoable: false, files: Enclosed::Own };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.leader)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The rating window ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedUnrated {
    /// Until when another round may be asked for.
    pub rework_until: Moment,
}

impl Happening for ClosedUnrated {
    const SORT: Sort =
        Sort { kind: "closed.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// A second matter in it became an appeal of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The new appeal.
    pub child: DossierId,
    /// Its number.
    pub no: String,
}

impl Happening for Split {
    const SORT: Sort =
        Sort { kind: "split.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        None
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The applicant objected to a refusal; the level above looks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconsidered {
    /// Why.
    pub words: Kept,
    /// Who looks.
    pub receiver: AtUnit,
}

impl Happening for Reconsidered {
    const SORT: Sort =
        Sort { kind: "reconsidered.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.receiver)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
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

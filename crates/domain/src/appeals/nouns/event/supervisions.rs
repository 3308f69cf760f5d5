//! What superiors urge, and what is answered (督办).

use serde::{Deserialize, Serialize};

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// A superior urged whoever has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervised {
    /// The unit that had it then.
    pub to: AtUnit,
    /// Who urged, as the trail marks people.
    pub by: String,
    /// What is asked.
    pub words: Kept,
}

impl Happening for Supervised {
    const SORT: Sort =
        Sort { kind: "supervised.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.to)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// Whoever has it answered all that superiors had urged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionAnswered {
    /// What is done about it.
    pub words: Kept,
}

impl Happening for SupervisionAnswered {
    const SORT: Sort = Sort {
        kind: "supervision_answered.1",
        only_adds: false,
        undoable: true,
        files: Enclosed::Never,
    };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
        Some(appeal.holder())
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

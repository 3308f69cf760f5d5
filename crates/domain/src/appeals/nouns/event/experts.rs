//! What experts were asked and said.

use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// Experts were asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultOpened {
    /// Who asks.
    pub by: AtUnit,
    /// The facts and the question, without identity.
    pub question: Kept,
    /// By when opinions are wanted.
    pub until: Moment,
    /// Those asked.
    pub experts: Vec<i64>,
}

impl Happening for ConsultOpened {
    const SORT: Sort = Sort {
        kind: "consult_opened.1",
        only_adds: false,
        undoable: false,
        files: Enclosed::Never,
    };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.question)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        Some(self.by)
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// An expert answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opined {
    /// The consultation.
    pub consult: i64,
    /// The expert.
    pub expert: i64,
    /// His name, which signs the opinion when he has left the pool too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Kept>,
    /// The opinion.
    pub words: Kept,
}

impl Happening for Opined {
    const SORT: Sort =
        Sort { kind: "opined.1", only_adds: true, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        None
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

/// The opinions were summed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultEnded {
    /// The consultation.
    pub consult: i64,
    /// The conclusion that goes into the case.
    pub words: Kept,
}

impl Happening for ConsultEnded {
    const SORT: Sort =
        Sort { kind: "consult_ended.1", only_adds: false, undoable: false, files: Enclosed::Never };

    fn hand(&self) -> Option<Hand> {
        Some(Hand::Handled)
    }

    fn words(&self) -> Option<&Kept> {
        Some(&self.words)
    }

    fn names(&self, _: &Appeal) -> Option<AtUnit> {
        None
    }

    fn parts(&self) -> Vec<(Part, Option<Value<'_>>)> {
        Vec::new()
    }
}

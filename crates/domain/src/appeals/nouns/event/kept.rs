//! What the trail itself keeps: files, erasures, moves taken back.

use serde::{Deserialize, Serialize};
use xianban_kernel::FileId;

use super::happening::{Enclosed, Happening, Sort};
use super::parts::{Part, Value};
use crate::appeals::nouns::appeal::{Appeal, Hand};
use crate::coded::coded;
use crate::dossier::Kept;
use crate::files::KeptFile;
use crate::organisation::AtUnit;

/// Values were destroyed on a person's request.
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

impl Happening for Erased {
    const SORT: Sort =
        Sort { kind: "erased.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

/// Files that came with an event before: what a person sent in one form is two events, made in one
/// transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Place in the trail of the event they came with.
    pub to: i64,
    /// The files.
    pub files: Vec<KeptFile>,
}

impl Happening for Attached {
    const SORT: Sort =
        Sort { kind: "attached.1", only_adds: true, undoable: false, files: Enclosed::Never };

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

/// A move taken back by whoever made it, before anybody was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Place in the trail of the move.
    pub seq: i64,
}

impl Happening for Undone {
    const SORT: Sort =
        Sort { kind: "undone.1", only_adds: false, undoable: false, files: Enclosed::Never };

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

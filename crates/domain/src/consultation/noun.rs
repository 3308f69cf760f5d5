use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, FileId, Moment, StaffId};

use super::agenda::{Meeting, Participant};
use super::minutes::{Minutes, Next, Objection, Proposal, Statement};
use super::standing::Standing;
use crate::organisation::AtUnit;

/// A grid consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// Where it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Moment,
    /// Who calls, and follows what was agreed.
    pub unit: AtUnit,
    /// Where the minutes are reviewed.
    pub reviewer: AtUnit,
    /// Whoever called it or wrote its minutes: not the one to review them.
    pub hands: BTreeSet<StaffId>,
    /// The appeals it is about.
    pub about: BTreeSet<DossierId>,
    /// When, where, about what.
    pub meeting: Meeting,
    /// Who was invited.
    pub participants: Vec<Participant>,
    /// What was said, in order.
    pub statements: Vec<Statement>,
    /// What was proposed.
    pub proposals: Vec<Proposal>,
    /// The minutes, once written.
    pub minutes: Option<Minutes>,
    /// What is held against them, in order.
    pub objections: Vec<Objection>,
    /// Why it was moved, cancelled or its minutes were sent back, last; in the vault.
    pub why: Option<i64>,
    /// The second person.
    pub reviewed_by: Option<StaffId>,
    /// Whether everybody may read the minutes, without names.
    pub public: bool,
    /// What follows where people did not agree: which, and why, in the vault.
    pub next: Option<(Next, i64)>,
    /// The whistle that follows and is not drafted yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaits: Option<Awaited>,
    /// Its photos.
    pub photos: Vec<FileId>,
}

/// A whistle that was chosen and is not drafted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// The community whose secretary owes it.
    pub community: AtUnit,
    /// Since when.
    pub since: Moment,
}

impl Consultation {
    /// Somebody who was invited.
    pub fn participant(&self, n: i64) -> Option<&Participant> {
        self.participants.iter().find(|one| one.n == n)
    }

    /// Those who came.
    pub fn present(&self) -> impl Iterator<Item = &Participant> {
        self.participants.iter().filter(|one| one.present.is_some())
    }

    /// How many came.
    pub fn came(&self) -> i64 {
        i64::try_from(self.present().count()).unwrap_or(i64::MAX)
    }

    /// Whether everybody who came has answered the minutes as they are now.
    pub fn all_answered(&self) -> bool {
        let minutes = self.minutes.as_ref();
        minutes.is_some_and(|minutes| self.present().all(|one| minutes.answer_of(one.n).is_some()))
    }

    /// Whether a next step waits to be chosen.
    pub fn chooses(&self) -> bool {
        self.next.is_none() && self.minutes.as_ref().is_some_and(Minutes::leaves_open)
    }

    /// Whether everybody may read the minutes.
    pub const fn is_public(&self) -> bool {
        self.public && self.standing.is_published()
    }
}

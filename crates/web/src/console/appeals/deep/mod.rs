//! The forms of handling in depth: what each asks for, and how it is made.

mod choices;
mod fields;
mod make;
mod people;
mod told;

pub(super) use fields::{assessing, fields};
pub(super) use make::{make, more};
pub(super) use told::told;

use std::collections::BTreeMap;

use super::places::Places;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::handling::{self, Expert};
use xianban_domain::appeals::{Appeal, Glance, receivers};
use xianban_domain::office::Work;
use xianban_domain::organisation::Unit;
use xianban_domain::rules::{Action, Rules};
use xianban_domain::seats::without_anybody;
use xianban_kernel::{Problem, StaffId, UnitId};

/// The fields of these forms, beside those of every move.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct DeepForm {
    /// Which of two: grant or refuse, send or call off, and so on.
    pub(super) choice: String,
    /// Number of the ask, slip, dispute or order it is about.
    pub(super) item: String,
    /// A day and time, `2026-11-25T18:00`, China time.
    pub(super) at: String,
    /// A person: number of the account.
    pub(super) person: String,
    /// Through whom the applicant is contacted.
    pub(super) through: String,
    /// A second unit.
    pub(super) lead: String,
    pub(super) nature: String,
    pub(super) responsibility: String,
    pub(super) procedure: String,
    pub(super) goal: String,
    pub(super) condition: String,
    pub(super) evidence: String,
    pub(super) body: String,
    pub(super) who: String,
    pub(super) title: String,
    pub(super) why: String,
    /// Experts: numbers, with commas between, or one in each field.
    pub(super) experts: String,
    pub(super) expert2: String,
    pub(super) expert3: String,
    pub(super) jurisdiction: String,
    pub(super) level: String,
    pub(super) mode: String,
    pub(super) risk: String,
    pub(super) against: String,
    pub(super) cause: String,
    pub(super) course: String,
}

/// What the forms choose from.
pub(super) struct Table<'a> {
    pub(super) rules: &'a Rules,
    pub(super) units: &'a [Unit],
    pub(super) appeal: &'a Appeal,
    pub(super) around: &'a Around,
}

/// The moves whose form gives an order to a unit.
const GIVE_ORDERS: &[Action] =
    &[Action::Assess, Action::Dispatch, Action::Reassign, Action::Rule, Action::Recuse];

/// What is read for these forms alone.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// People of the units, with the unit.
    pub(super) people: Vec<(StaffId, String, UnitId)>,
    /// Experts that can be asked.
    pub(super) experts: Vec<Expert>,
    /// Units that an order may be given to.
    pub(super) receivers: Vec<UnitId>,
    /// Numbers of the asks, slips or orders that the actor may choose from.
    pub(super) items: Vec<i64>,
    /// Places to choose from, when it is taken on.
    pub(in super::super) places: Places,
    /// Units the actor sits in.
    pub(super) own: Vec<UnitId>,
    /// Earlier numbers that point at a petition before.
    pub(super) petitions: Vec<String>,
    /// Units where nobody sits, each with the one that stands for it.
    pub(super) empty: BTreeMap<UnitId, Option<String>>,
    /// Words of the vault that a choice shows: what was asked for, what a slip is about.
    pub(super) words: Vec<(i64, String)>,
}

impl Around {
    /// Reads what the form of `action` needs; `typed` is what was typed to find one of many.
    pub(super) fn read(
        work: &mut Work<'_, '_>,
        action: Action,
        glance: &Glance,
        (units, typed): (&[Unit], &str),
    ) -> Result<Self, Problem> {
        let appeal = &glance.appeal;
        let posts = work.cx.actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
        let own: Vec<UnitId> = posts.iter().map(|post| post.unit).collect();
        let empty = without_anybody(work)?;
        let mut around = Self { own: own.clone(), empty, ..Self::default() };
        match action {
            Action::Accept => around.places = Places::read(work, appeal, typed)?,
            Action::Assign => {
                around.people = handling::able(work, appeal, Action::Report)?;
                around.people.retain(|(.., unit)| own.contains(unit));
            }
            Action::IssueSlip => around.people = handling::able(work, appeal, Action::DoSlip)?,
            Action::Specialise => {
                around.people = handling::able(work, appeal, Action::FollowSpecial)?;
            }
            Action::Consult => around.experts = handling::experts(work)?,
            Action::Approve => {
                let asked = handling::answerable(work, appeal)?;
                around.items = asked.iter().map(|ask| ask.n).collect();
            }
            Action::CheckSlip => around.items = handling::checkable(work, appeal)?,
            Action::Reassign => around.items = handling::reassignable(appeal).unwrap_or_default(),
            _ => {}
        }
        if GIVE_ORDERS.contains(&action) {
            around.receivers = receivers(work, appeal, units)?;
        }
        if matches!(action, Action::Specialise | Action::Assess) {
            around.petitions = handling::had_petition(work, appeal)?;
        }
        let casework = &appeal.casework;
        let asked = casework.asks.iter().map(|ask| ask.words);
        let slips = casework.slips.iter().map(|slip| slip.goal);
        let disputes = casework.disputes.iter().map(|dispute| dispute.words);
        let wanted: Vec<i64> = match action {
            Action::Assess | Action::Answer => vec![appeal.words.title, appeal.words.text],
            Action::Approve => asked.collect(),
            Action::DoSlip | Action::CheckSlip | Action::IssueSlip => slips.collect(),
            Action::Rule => disputes.collect(),
            _ => Vec::new(),
        };
        around.words = xianban_domain::appeals::words_of(work, appeal, &wanted)?;
        Ok(around)
    }

    /// The words under a number of the vault.
    pub(super) fn word(&self, n: i64) -> &str {
        self.words.iter().find(|(known, _)| *known == n).map_or("", |(_, words)| words)
    }
}

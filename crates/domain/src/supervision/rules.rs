use std::collections::BTreeMap;

use jiff::civil::{Time, time};
use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use super::cadence::Cadence;
use crate::organisation::UnitKind;
use crate::rules::Rules;

/// What a district rules about supervision: `[rooms.supervision]` of its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupervisionRules {
    /// The capital letters that begin the numbers of meetings.
    pub letters: String,
    /// By when a decision is carried out that names no day.
    pub answer: TimeLimit,
    /// The latest day that a decision may name.
    pub answer_most: TimeLimit,
    /// After so many working days without a step of anybody's a matter is stalled.
    pub stalled: u16,
    /// How many matters a meeting looks at.
    pub items_max: usize,
    /// Which meetings there are.
    pub series: Vec<Series>,
}

/// Meetings that recur.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// How often.
    pub cadence: Cadence,
    /// Kinds of unit that hold them.
    pub units: Vec<UnitKind>,
    /// At what time.
    pub at: Time,
}

/// What counts where a district's rules, from before there was supervision, say nothing: no meetings.
impl Default for SupervisionRules {
    fn default() -> Self {
        Self {
            letters: "DB".to_owned(),
            answer: TimeLimit::WorkingDays(2),
            answer_most: TimeLimit::WorkingDays(60),
            stalled: 3,
            items_max: 60,
            series: Vec::new(),
        }
    }
}

impl SupervisionRules {
    pub(super) fn of(rules: &Rules) -> Self {
        rules.room(super::KIND).unwrap_or_default()
    }

    /// The meetings that a unit of this kind holds.
    pub fn held_at(&self, kind: UnitKind) -> impl Iterator<Item = &Series> {
        self.series.iter().filter(move |series| series.units.contains(&kind))
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |said: &str| faults.push(format!("rooms.supervision.{said}"));
        let capitals = self.letters.bytes().all(|byte| byte.is_ascii_uppercase());
        if !(2..=4).contains(&self.letters.len()) || !capitals {
            fault("letters 要是二到四个大写字母");
        }
        if !(1..=60).contains(&self.stalled) {
            fault("stalled 要在 1 到 60 个工作日之间");
        }
        if !(1..=200).contains(&self.items_max) {
            fault("items_max 要在 1 到 200 件之间");
        }
        let late = time(22, 0, 0, 0);
        if self.series.iter().any(|series| series.at > late) {
            fault("series 的时间不能晚于 22:00");
        }
        for (n, one) in self.series.iter().enumerate() {
            let twice = |other: &Series| {
                let same = other.units.iter().any(|unit| one.units.contains(unit));
                other.cadence == one.cadence && same
            };
            if self.series.iter().take(n).any(twice) {
                fault("series 里同一类单位的同一种会写了两次");
            }
        }
        faults
    }
}

/// What is wrong with a district's rules of supervision.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(super::KIND) else { return Vec::new() };
    let read: Result<SupervisionRules, _> = table.clone().try_into();
    match read {
        Ok(rules) => rules.faults(),
        Err(error) => vec![format!("rooms.supervision：{error}")],
    }
}

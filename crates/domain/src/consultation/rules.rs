use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use super::words::KIND;
use crate::rules::Rules;

/// What a district rules about consultations: `[rooms.consultation]` of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsultationRules {
    /// The capital letters that begin its numbers.
    pub letters: String,
    /// How many have to come.
    pub quorum: i64,
    /// From how many minutes before its time people sign in.
    pub sign_in_minutes: i64,
    /// By when it is called again or cancelled where too few came.
    pub recall: TimeLimit,
    /// By when the minutes are written.
    pub write: TimeLimit,
    /// How long those who came may answer the minutes; silence is no consent.
    pub confirm: TimeLimit,
    /// By when a second person reviews the minutes.
    pub review: TimeLimit,
    /// By when it is chosen what follows.
    pub choose: TimeLimit,
    /// By when the whistle that was chosen is drafted.
    #[serde(default = "whistle")]
    pub whistle: TimeLimit,
    /// Characters of a title.
    pub title_max: usize,
    /// How many may be invited.
    pub invited_max: usize,
}

const fn whistle() -> TimeLimit {
    TimeLimit::WorkingDays(2)
}

/// What counts where a district's rules, from before there were consultations, say nothing.
impl Default for ConsultationRules {
    fn default() -> Self {
        Self {
            letters: "YS".to_owned(),
            quorum: 3,
            sign_in_minutes: 60,
            recall: TimeLimit::WorkingDays(3),
            write: TimeLimit::WorkingDays(2),
            confirm: TimeLimit::CalendarDays(3),
            review: TimeLimit::WorkingDays(2),
            choose: TimeLimit::WorkingDays(3),
            whistle: whistle(),
            title_max: 40,
            invited_max: 60,
        }
    }
}

impl ConsultationRules {
    pub(super) fn of(rules: &Rules) -> Self {
        rules.room(KIND).unwrap_or_default()
    }
}

/// What is wrong with a district's rules of consultations.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(KIND) else { return Vec::new() };
    let read: Result<ConsultationRules, _> = table.clone().try_into();
    let rules = match read {
        Ok(rules) => rules,
        Err(error) => return vec![format!("rooms.consultation：{error}")],
    };
    let mut faults = Vec::new();
    let capitals = rules.letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(2..=4).contains(&rules.letters.len()) || !capitals {
        faults.push("rooms.consultation.letters 要是二到四个大写字母".to_owned());
    }
    if rules.quorum < 2 {
        faults.push("rooms.consultation.quorum 至少是 2".to_owned());
    }
    if !(0..=24 * 60).contains(&rules.sign_in_minutes) {
        faults.push("rooms.consultation.sign_in_minutes 在 0 到 1440 之间".to_owned());
    }
    if rules.title_max == 0 || rules.invited_max < 2 {
        faults.push("rooms.consultation 的 title_max 至少是 1，invited_max 至少是 2".to_owned());
    }
    faults
}

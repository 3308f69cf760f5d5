use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use crate::rules::Rules;

/// What a district rules about whistles: `[rooms.whistle]` of its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhistleRules {
    /// The capital letters that begin its numbers.
    pub letters: String,
    /// By when the secretary looks at a draft.
    pub approve: TimeLimit,
    /// By when a called unit answers; then it has not responded.
    pub respond: TimeLimit,
    /// By when the level above rules.
    pub rule: TimeLimit,
    /// Limits for being on site to choose from, in minutes, 30 to 1,440 (a day).
    pub arrive: Vec<i64>,
    /// By when the whistler confirms an arrival.
    pub confirm: TimeLimit,
    /// By when a unit that came says what it brought about.
    pub report: TimeLimit,
    /// By when the whistler closes; then the level above does.
    pub close: TimeLimit,
    /// By when the level above judges.
    pub judge: TimeLimit,
    /// How many appeals one may bundle.
    pub appeals_max: usize,
    /// How many units one may call.
    pub units_max: usize,
}

/// What counts where a district's rules, from before there were whistles, say nothing.
impl Default for WhistleRules {
    fn default() -> Self {
        Self {
            letters: "CS".to_owned(),
            approve: TimeLimit::WorkingHours(4),
            respond: TimeLimit::WorkingHours(4),
            rule: TimeLimit::WorkingDays(1),
            arrive: vec![30, 120, 240, 1_440],
            confirm: TimeLimit::WorkingDays(1),
            report: TimeLimit::WorkingDays(5),
            close: TimeLimit::WorkingDays(3),
            judge: TimeLimit::WorkingDays(5),
            appeals_max: 30,
            units_max: 8,
        }
    }
}

impl WhistleRules {
    pub(super) fn of(rules: &Rules) -> Self {
        rules.room(super::KIND).unwrap_or_default()
    }
}

/// What is wrong with a district's rules of whistles.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(super::KIND) else { return Vec::new() };
    let read: Result<WhistleRules, _> = table.clone().try_into();
    let rules = match read {
        Ok(rules) => rules,
        Err(error) => return vec![format!("rooms.whistle：{error}")],
    };
    let mut faults = Vec::new();
    let capitals = rules.letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(2..=4).contains(&rules.letters.len()) || !capitals {
        faults.push("rooms.whistle.letters 要是二到四个大写字母".to_owned());
    }
    if rules.arrive.is_empty() || !rules.arrive.iter().all(|one| (30..=1_440).contains(one)) {
        faults.push("rooms.whistle.arrive 要有几个到场时限，每个 30 到 1440 分钟".to_owned());
    }
    if rules.appeals_max < 1 || rules.units_max < 1 {
        faults.push("rooms.whistle 至少要能放一件诉求、叫一个单位".to_owned());
    }
    faults
}

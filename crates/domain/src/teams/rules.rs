use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use crate::rules::Rules;

use super::words::TEAM;

/// What a district rules about the teams of its grids: `[rooms.team]` of its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamRules {
    /// The capital letters that begin their numbers.
    pub letters: String,
    /// How long names and numbers count as checked.
    pub review: TimeLimit,
    /// By when a grid without a grid worker has one.
    pub worker: TimeLimit,
    /// Characters of what a role does, or of somebody's times.
    pub text_max: usize,
}

/// What counts where a district's rules, from before there were teams, say nothing.
impl Default for TeamRules {
    fn default() -> Self {
        Self {
            letters: "WG".to_owned(),
            review: TimeLimit::CalendarDays(180),
            worker: TimeLimit::WorkingDays(5),
            text_max: 200,
        }
    }
}

impl TeamRules {
    /// What these rules say of teams.
    pub fn of(rules: &Rules) -> Self {
        rules.room(TEAM).unwrap_or_default()
    }
}

/// What is wrong with a district's rules of teams.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(TEAM) else { return Vec::new() };
    let read: Result<TeamRules, _> = table.clone().try_into();
    let rules = match read {
        Ok(rules) => rules,
        Err(error) => return vec![format!("rooms.team：{error}")],
    };
    let mut faults = Vec::new();
    let capitals = rules.letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(2..=4).contains(&rules.letters.len()) || !capitals {
        faults.push("rooms.team.letters 要是二到四个大写字母".to_owned());
    }
    if rules.text_max < 20 {
        faults.push("rooms.team.text_max 至少是 20".to_owned());
    }
    faults
}

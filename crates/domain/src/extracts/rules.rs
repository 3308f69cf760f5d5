use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::words::KIND;
use crate::rules::Rules;

/// What a district rules about extracts: `[rooms.extract]` of its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtractRules {
    /// The capital letters that begin their numbers.
    pub letters: String,
    /// So many matters stand in one at most.
    pub rows_max: i64,
    /// After so many days its workbook is destroyed.
    pub kept_days: i64,
    /// So many of one person wait at most.
    pub waiting_max: usize,
}

/// What counts where a district's rules, from before there were such extracts, say nothing.
impl Default for ExtractRules {
    fn default() -> Self {
        Self { letters: "BB".to_owned(), rows_max: 200_000, kept_days: 30, waiting_max: 3 }
    }
}

impl ExtractRules {
    /// What these rules say of extracts.
    pub fn of(rules: &Rules) -> Self {
        rules.room(KIND).unwrap_or_default()
    }
}

/// What is wrong with a district's rules of extracts.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(KIND) else { return Vec::new() };
    let read: Result<ExtractRules, _> = table.clone().try_into();
    let rules = match read {
        Ok(rules) => rules,
        Err(error) => return vec![format!("rooms.extract：{error}")],
    };
    let mut faults = Vec::new();
    let capitals = rules.letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(2..=4).contains(&rules.letters.len()) || !capitals {
        faults.push("rooms.extract.letters 要是二到四个大写字母".to_owned());
    }
    if !(1..=1_000_000).contains(&rules.rows_max) {
        faults
            .push("rooms.extract.rows_max 要在 1 到 1000000 之间：一张工作表放不下更多".to_owned());
    }
    if rules.kept_days < 1 || rules.waiting_max < 1 {
        faults.push("rooms.extract.kept_days 和 waiting_max 至少是 1".to_owned());
    }
    faults
}

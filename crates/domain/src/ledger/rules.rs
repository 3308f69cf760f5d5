use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use super::words::KIND;
use crate::rules::Rules;

/// What a district rules about its ledger: `[rooms.ledger]` of its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerRules {
    /// The capital letters that begin the numbers of its dossiers.
    pub letters: String,
    /// By when a second person says yes or no.
    pub agree_within: TimeLimit,
}

/// What counts where a district's rules, from before there was a ledger, say nothing.
impl Default for LedgerRules {
    fn default() -> Self {
        Self { letters: "TZ".to_owned(), agree_within: TimeLimit::WorkingDays(1) }
    }
}

impl LedgerRules {
    /// What these rules say of the ledger.
    pub fn of(rules: &Rules) -> Self {
        rules.room(KIND).unwrap_or_default()
    }
}

/// What is wrong with a district's rules of the ledger.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(KIND) else { return Vec::new() };
    let read: Result<LedgerRules, _> = table.clone().try_into();
    let rules = match read {
        Ok(rules) => rules,
        Err(error) => return vec![format!("rooms.ledger：{error}")],
    };
    let capitals = rules.letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(2..=4).contains(&rules.letters.len()) || !capitals {
        return vec!["rooms.ledger.letters 要是二到四个大写字母".to_owned()];
    }
    Vec::new()
}

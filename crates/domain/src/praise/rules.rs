use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use crate::rules::Rules;

/// What a district rules about praise: `[rooms.praise]` of its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PraiseRules {
    /// The capital letters that begin its numbers.
    pub letters: String,
    /// By when it is reviewed.
    pub review: TimeLimit,
    /// How many somebody may give in a day.
    pub a_day: i64,
    /// Characters of a banner's text.
    pub banner_max: usize,
    /// Characters of the words.
    pub text_max: usize,
    /// For what it may be refused.
    pub reasons: Vec<RefusalReason>,
}

/// For what praise may be refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalReason {
    /// As stored.
    pub code: String,
    /// As the giver reads it.
    pub name: String,
}

/// What counts where a district's rules, from before there was praise, say nothing.
impl Default for PraiseRules {
    fn default() -> Self {
        let reason = |(code, name): (&str, &str)| RefusalReason {
            code: code.to_owned(),
            name: name.to_owned(),
        };
        let reasons = [
            ("not_praise", "内容不是表扬，请改提诉求"),
            ("privacy", "写了别人的隐私，请改一改再送"),
            ("advertising", "内容是广告"),
        ];
        Self {
            letters: "JQ".to_owned(),
            review: TimeLimit::WorkingDays(3),
            a_day: 5,
            banner_max: 24,
            text_max: 500,
            reasons: reasons.map(reason).into(),
        }
    }
}

impl PraiseRules {
    pub(super) fn of(rules: &Rules) -> Self {
        rules.room(super::KIND).unwrap_or_default()
    }

    /// The reason with this code, as the giver reads it.
    pub fn reason(&self, code: &str) -> Option<&str> {
        self.reasons.iter().find(|one| one.code == code).map(|one| one.name.as_str())
    }
}

/// What is wrong with a district's rules of praise.
pub fn check(rooms: &BTreeMap<String, toml::Table>) -> Vec<String> {
    let Some(table) = rooms.get(super::KIND) else { return Vec::new() };
    let read: Result<PraiseRules, _> = table.clone().try_into();
    let rules = match read {
        Ok(rules) => rules,
        Err(error) => return vec![format!("rooms.praise：{error}")],
    };
    let mut faults = Vec::new();
    let capitals = rules.letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if !(2..=4).contains(&rules.letters.len()) || !capitals {
        faults.push("rooms.praise.letters 要是二到四个大写字母".to_owned());
    }
    if rules.a_day < 1 {
        faults.push("rooms.praise.a_day 至少是 1".to_owned());
    }
    if rules.reasons.is_empty() {
        faults.push("rooms.praise.reasons 至少要有一条理由".to_owned());
    }
    faults
}

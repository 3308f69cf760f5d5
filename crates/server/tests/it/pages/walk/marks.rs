//! What was written in a form is found again: every word by its own mark, choices, dates and numbers by
//! what people read, on the page of somebody entitled and in its JSON.

use serde_json::Value;
use xianban_kernel::Moment;
use xianban_testkit::visits::Visitor;

use super::forms::{Fill, WORDS, every, text};

/// What is not looked for, and why.
const NOT: &[(&str, &str)] = &[
    (
        "override_reason",
        "counts only where the duty list lacks the matter; kept by a test of its own",
    ),
    ("find", "only looks for a choice"),
    ("lane", "the usual one is settled by the matter"),
];

/// Fields of one move that count only beside another answer, or on the appeal that it makes.
const ONLY: &[(&str, &str, &str)] = &[
    ("split", "title", "stands on the appeal that was split off"),
    ("split", "words", "stands on the appeal that was split off"),
    ("recuse", "lead", "counts only while the unit complained of leads"),
    ("rule", "unit", "counts only when the order moves"),
    ("hold", "at", "counts only when it stays on hold; asked anew it is looked for"),
];

/// A field as it has to be found again: one of these.
pub(super) struct Mark {
    pub(super) field: String,
    readings: Vec<String>,
}

/// The marks of a form that was filled in.
pub(super) fn marks(code: &str, fields: &[Value], fill: &Fill) -> Vec<Mark> {
    let clears = fill.iter().any(|(name, value)| name == "choice" && value == "clear");
    let counts = |name: &str| {
        let only = ONLY.iter().any(|(of, field, _)| *of == code && *field == name);
        let held = code == "hold" && !clears;
        NOT.iter().all(|(not, _)| *not != name) && (!only || held)
    };
    let wanted = fill.iter().filter(|(name, _)| counts(name));
    let mark = |(name, value): &(String, String)| {
        let field = fields.iter().find(|field| text(field, "name") == *name)?;
        let readings = readings(field, value);
        (!readings.is_empty()).then(|| Mark { field: name.clone(), readings })
    };
    wanted.filter_map(mark).collect()
}

fn readings(field: &Value, value: &str) -> Vec<String> {
    if value.starts_with(WORDS) {
        return value.lines().next().map(str::to_owned).into_iter().collect();
    }
    if text(field, "control") == "time" {
        let at = Moment::parse(&format!("{value}:00+08:00"));
        return at.map(|at| vec![at.said(), at.to_string()]).unwrap_or_default();
    }
    let chosen = every(field).into_iter().find(|one| text(one, "code") == value);
    let said = chosen.map(|one| text(one, "text")).unwrap_or_default();
    let mut readings = told(&text(field, "name"), value);
    // Stars are named by their word.
    readings.extend(said.split(['（', '）']).nth(1).map(ToOwned::to_owned));
    // A choice of a long list is named by its first words.
    readings.extend(said.split(['：', '（', '，']).next().map(ToOwned::to_owned));
    readings.retain(|one| !one.is_empty());
    readings
}

/// What a page says of a choice in other words than the form.
fn told(name: &str, value: &str) -> Vec<String> {
    let said: &[&str] = match (name, value) {
        ("reached", "yes") => &["电话通知了诉求人"],
        ("reached", "no") => &["没有联系上"],
        ("solved", "yes") => &["解决了：是", "已经解决", "问题解决了"],
        ("solved", "no") => &["解决了：否", "没有解决"],
        ("satisfied", "yes") => &["满意：是"],
        ("satisfied", "no") => &["满意：否"],
        ("method", _) => &["电话回访", "上门回访", "没有联系上"],
        ("through", _) => &["联系了诉求人", "由平台留言给诉求人", "请平台客服打电话转达"],
        ("choice", "grant") => &["同意"],
        ("choice", "refuse") => &["不同意"],
        ("choice", "stays") => &["仍由原单位办"],
        // To the unit that has it already, it stays.
        ("choice", "moves") => &["裁定：改由", "裁定：仍由原单位办"],
        ("choice", "done") => &["任务单办完了"],
        ("choice", "take") => &["接收了任务单"],
        ("choice", "good") => &["检查合格"],
        ("choice", "again") => &["检查不合格"],
        ("choice", "on") => &["列入"],
        ("choice", "off") => &["移出"],
        ("choice", "clear") => &["销账"],
        ("choice", "keep") => &["继续挂账"],
        ("item", _) => &["退单"],
        ("entry", _) => &["已公开给诉求人"],
        _ => &[],
    };
    said.iter().map(|one| (*one).to_owned()).collect()
}

/// The fields whose marks are not found on the page of an appeal, or not in its JSON.
pub(super) fn missing(person: &mut Visitor<'_>, no: &str, marks: &[Mark]) -> Vec<String> {
    let page = format!("/c/appeals/{no}");
    let (html, json) = (person.get(&page).text, person.json(&page).text);
    let without = |text: &str, mark: &Mark| !mark.readings.iter().any(|one| text.contains(one));
    let mut missing = Vec::new();
    for mark in marks {
        for (sort, text) in [("page", &html), ("json", &json)] {
            if without(text, mark) {
                missing.push(format!("{} on the {sort}: {:?}", mark.field, mark.readings));
            }
        }
    }
    missing
}

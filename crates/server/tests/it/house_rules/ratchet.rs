//! Laws that are not yet kept everywhere: each has a list of known exceptions, which only shrinks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::root;

/// The lists by the names of their laws. One exception a line, in order; a number at its end, as in
/// `page.html: 3`, is how often.
const ALLOWED: [(&str, &str); 3] = [
    ("circles", include_str!("allowed/circles.txt")),
    ("climbs", include_str!("allowed/climbs.txt")),
    ("paths", include_str!("allowed/paths.txt")),
];

/// Fails where the law is broken anew, and where an exception is one no more.
///
/// With `XIANBAN_RENEW_ALLOWED=1` in the environment the list is written anew instead, to what was
/// found. That is for taking off what was mended: a list that would grow is not written.
pub fn ratchet(law: &str, found: &BTreeSet<String>) {
    let (_, allowed) = ALLOWED.iter().find(|(name, _)| *name == law).unwrap();
    let list = format!("crates/server/tests/it/house_rules/allowed/{law}.txt");
    let compared = Compared::of(allowed, found);
    if renewing() && compared.worse.is_empty() {
        let lines: Vec<String> = found.iter().map(|line| format!("{line}\n")).collect();
        fs::write(root().join(list), lines.concat()).unwrap();
        return;
    }
    let worse = compared.worse.iter().map(|line| format!("breaks the law `{law}` anew: {line}"));
    let better = compared
        .better
        .iter()
        .map(|line| format!("kept better than {list} allows, take it off the list there: {line}"));
    let faults: Vec<String> = worse.chain(better).collect();
    assert!(
        faults.is_empty(),
        "{}\nWhere things got better, XIANBAN_RENEW_ALLOWED=1 writes the list anew.",
        faults.join("\n")
    );
    let sorted = found.iter().fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(*allowed, sorted, "{list} is in order, one exception a line");
}

#[expect(
    clippy::disallowed_methods,
    reason = "asked by whoever runs the tests, not by the program"
)]
fn renewing() -> bool {
    std::env::var("XIANBAN_RENEW_ALLOWED").is_ok_and(|wish| wish == "1")
}

struct Compared {
    /// What was found and is not allowed, or not so often.
    worse: Vec<String>,
    /// What is allowed and was not found, or not so often.
    better: Vec<String>,
}

impl Compared {
    fn of(allowed: &str, found: &BTreeSet<String>) -> Self {
        let allowed = entries(allowed.lines());
        let found = entries(found.iter().map(String::as_str));
        Self { worse: beyond(&found, &allowed), better: beyond(&allowed, &found) }
    }
}

/// The lines of the one that stand there more often than in the other.
fn beyond(one: &BTreeMap<&str, Entry>, other: &BTreeMap<&str, Entry>) -> Vec<String> {
    let often = |what: &str| other.get(what).map_or(0, |entry| entry.times);
    let more = one.iter().filter(|(what, entry)| entry.times > often(what));
    more.map(|(_, entry)| entry.line.to_owned()).collect()
}

struct Entry<'a> {
    line: &'a str,
    times: usize,
}

/// By what stands before the number.
fn entries<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, Entry<'a>> {
    let counted = |line: &'a str| {
        let (what, times) = line.rsplit_once(": ")?;
        Some((what, Entry { line, times: times.parse().ok()? }))
    };
    lines.map(|line| counted(line).unwrap_or((line, Entry { line, times: 1 }))).collect()
}

#[test]
fn a_list_of_exceptions_only_shrinks() {
    let allowed = "a.rs -> b.rs\nc.html: 3\nd.html: 2\n";
    let found = ["b.rs -> a.rs", "c.html: 2", "d.html: 4"].map(str::to_owned);
    let compared = Compared::of(allowed, &BTreeSet::from(found));
    assert_eq!(compared.worse, ["b.rs -> a.rs", "d.html: 4"]);
    assert_eq!(compared.better, ["a.rs -> b.rs", "c.html: 3"]);
}

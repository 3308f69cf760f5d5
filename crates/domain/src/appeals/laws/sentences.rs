//! What people read of every event, as reviewers have seen it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::*;
use super::{Dice, KINDS, event, shipped};
use crate::rules::Rules;

/// How often each kind is drawn: what it may say is found by chance.
const DRAWS: u32 = 600;

#[test]
fn the_sentences_are_those_reviewers_have_seen() {
    let rules = &shipped().rules;
    let drawn = drawn(rules);
    let mut now = String::new();
    for kind in Event::KINDS {
        let events = drawn.get(kind).unwrap_or_else(|| panic!("no story draws {kind}"));
        writeln!(now, "{kind}").unwrap();
        for (reader, who) in [(Reader::Staff, "staff"), (Reader::Applicant, "applicant")] {
            let told: BTreeSet<String> = events
                .iter()
                .flat_map(|event| [false, true].map(|struck| read(event, reader, struck, rules)))
                .collect();
            for line in told {
                writeln!(now, "    {who:<10} {line}").unwrap();
            }
        }
    }
    let found = std::env::temp_dir().join("sentences.txt");
    std::fs::write(&found, &now).unwrap();
    let seen = include_str!("../../../golden/sentences.txt");
    assert!(now == seen, "when the change is meant, copy {} to golden/", found.display());
}

/// One line as a reader has it: its mark, its title, and what is said to it.
fn read(event: &Event, reader: Reader, struck: bool, rules: &Rules) -> String {
    // A publication has the words of the note that it publishes.
    let wordy = event.words().is_some() || matches!(event, Event::Published(_));
    let (unit, words, witness) = (Some("甲单位"), wordy.then_some("原话"), Some("乙"));
    let of = Telling { reader, unit, words, witness, struck, rules };
    let line = match reader {
        Reader::Staff => event.for_staff(&of),
        Reader::Applicant => event.for_applicant(&of),
    };
    let Some(line) = line else { return "-".to_owned() };
    let said = if line.said.is_empty() { String::new() } else { format!("　{}", line.said) };
    format!("{} {}{}", line.mark, line.title, said.replace('\n', " / "))
}

/// Events of every kind.
fn drawn(rules: &Rules) -> BTreeMap<&'static str, Vec<Event>> {
    let mut drawn: BTreeMap<_, Vec<Event>> = BTreeMap::new();
    for (n, draw) in (0..KINDS).flat_map(|n| (0..DRAWS).map(move |draw| (n, draw))) {
        let numbers: Vec<u32> = (0..48).map(|place| chance(draw * 48 + place)).collect();
        let event = event(n, &mut Dice(numbers.into_iter()));
        let mut payload = serde_json::to_value(&event).unwrap();
        make_plain(&mut payload, "", (event.kind(), draw), rules);
        let event = Event::decode(event.kind(), &payload.to_string()).unwrap();
        drawn.entry(event.kind()).or_default().push(event);
    }
    let files = Event::Attached(Attached { to: 1, files: Vec::new() });
    drawn.insert(files.kind(), vec![files]);
    drawn
}

/// The same numbers in every run.
fn chance(seed: u32) -> u32 {
    let mixed = (seed ^ (seed >> 16)).wrapping_mul(0x7feb_352d);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x846c_a68b);
    mixed ^ (mixed >> 16)
}

/// Puts values that a district has in the place of those that chance made.
fn make_plain(value: &mut Value, key: &str, of: (&str, u32), rules: &Rules) {
    let (kind, draw) = of;
    let among = |all: [&str; 3]| json!(all[draw as usize % 3]);
    match value {
        Value::Object(parts) => {
            parts.iter_mut().for_each(|(key, part)| make_plain(part, key, of, rules));
        }
        Value::Array(all) => all.iter_mut().for_each(|one| make_plain(one, key, of, rules)),
        Value::Number(_) if key == "grade" => *value = json!(4),
        Value::Number(n) if !n.as_i64().is_some_and(|n| (0..100).contains(&n)) => {
            *value = json!(1_772_413_200_000_i64);
        }
        Value::String(_) if key == "method" => *value = among(["phone", "visit", "unreachable"]),
        Value::String(_) if key == "how" => *value = among(["self", "oral", "witnessed"]),
        Value::String(_) if key == "no" => *value = json!("20260302-0001"),
        Value::String(_) if key == "matter" => *value = json!("greening.occupied"),
        Value::String(_) if key == "reason" && kind.starts_with("paused") => {
            *value = json!(rules.casework.pause_reasons[0].code);
        }
        Value::String(_) if key == "reason" && kind.starts_with("returned") => {
            *value = json!(rules.casework.return_reasons[0].code);
        }
        Value::Number(_) | Value::String(_) | Value::Bool(_) | Value::Null => {}
    }
}

use std::fs;

use toml::{Table, Value};

use super::{no_fault, root};

/// Each crate and what of ours it may stand on. The bench takes its PostgreSQL from the test kit; no
/// program that is shipped does.
pub(super) const ORDER: [(&str, &[&str]); 9] = [
    ("kernel", &[]),
    ("store", &["kernel"]),
    ("domain", &["kernel", "store"]),
    ("gateways", &["kernel"]),
    ("year", &["kernel", "store", "domain", "gateways"]),
    ("web", &["kernel", "store", "domain", "gateways"]),
    ("server", &["kernel", "store", "domain", "gateways", "year", "web"]),
    ("testkit", &["kernel", "store", "domain", "gateways", "web"]),
    ("bench", &["kernel", "store", "domain", "gateways", "year", "web", "testkit"]),
];

#[test]
fn a_crate_uses_only_what_stands_above_it() {
    let mut faults = Vec::new();
    for (name, allowed) in ORDER {
        let ours = used_by(name, "dependencies").into_iter();
        let below = ours.filter(|used| !allowed.contains(&used.as_str()));
        faults.extend(below.map(|used| format!("{name} must not use {used}")));
    }
    no_fault(faults);
}

#[test]
fn only_tests_use_the_test_kit() {
    for (name, allowed) in ORDER {
        let for_tests = used_by(name, "dev-dependencies");
        let fits = |used: &String| allowed.contains(&used.as_str()) || used == "testkit";
        assert!(for_tests.iter().all(fits), "the tests of {name} use {for_tests:?}");
    }
}

#[test]
fn every_crate_has_its_place_in_the_order() {
    let crates = fs::read_dir(root().join("crates")).unwrap();
    let mut found: Vec<_> =
        crates.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let mut known = ORDER.map(|(name, _)| name);
    found.sort();
    known.sort_unstable();
    assert_eq!(found, known);
}

/// Dependencies are said once, at the root, with version and features.
#[test]
fn versions_stand_only_at_the_root() {
    let mut faults = Vec::new();
    for (name, _) in ORDER {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (used, how) in section_of(name, section) {
                let inherited = how.get("workspace").and_then(Value::as_bool) == Some(true);
                if !inherited {
                    faults.push(format!("{name} says how it uses {used}: {how}"));
                }
            }
        }
    }
    no_fault(faults);
}

/// Our own crates that this one names, without the prefix.
fn used_by(name: &str, section: &str) -> Vec<String> {
    let names = section_of(name, section).into_iter();
    names.filter_map(|(used, _)| used.strip_prefix("xianban-").map(str::to_owned)).collect()
}

pub(super) fn section_of(name: &str, section: &str) -> Table {
    let manifest = root().join(format!("crates/{name}/Cargo.toml"));
    let manifest: Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    manifest.get(section).and_then(Value::as_table).cloned().unwrap_or_default()
}

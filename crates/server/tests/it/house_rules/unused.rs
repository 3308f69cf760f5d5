use std::collections::BTreeSet;
use std::fs;

use toml::Table;

use super::crates::{ORDER, section_of};
use super::{no_fault, root, sources_in};

/// Named for a feature that it gives to another, never in the code.
const FOR_ITS_FEATURES: [(&str, &str); 2] = [("gateways", "flate2"), ("gateways", "idna_adapter")];

#[test]
fn a_crate_names_what_it_depends_on() {
    let sources = sources_in("crates/", &[".rs"]);
    let mut faults = Vec::new();
    for (name, _) in ORDER {
        let folders = ["src", "tests"].map(|folder| format!("crates/{name}/{folder}/"));
        for (section, within) in
            [("dependencies", &folders[..1]), ("dev-dependencies", &folders[..])]
        {
            let own = sources
                .iter()
                .filter(|source| within.iter().any(|folder| source.path.starts_with(folder)));
            let code: String = own.map(|source| code_of(&source.text)).collect();
            let unused = section_of(name, section).into_iter().map(|(used, _)| used);
            let unused = unused.filter(|used| {
                !names(&code, used) && !FOR_ITS_FEATURES.contains(&(name, used.as_str()))
            });
            faults.extend(unused.map(|used| format!("{name} names {used} in no line of its code")));
        }
    }
    no_fault(faults);
}

#[test]
fn what_the_root_offers_is_taken_by_some_crate() {
    let manifest: Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let offered = manifest["workspace"]["dependencies"].as_table().unwrap();
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    let taken: BTreeSet<String> = ORDER
        .iter()
        .flat_map(|(name, _)| sections.map(|section| section_of(name, section)))
        .flat_map(|section| section.into_iter().map(|(used, _)| used))
        .collect();
    let idle = offered.keys().filter(|used| !taken.contains(*used));
    no_fault(idle.map(|used| format!("no crate takes {used}")));
}

/// Tests have what the crate has.
#[test]
fn nothing_is_taken_twice() {
    let twice = ORDER.iter().flat_map(|(name, _)| {
        let had = section_of(name, "dependencies");
        let for_tests = section_of(name, "dev-dependencies").into_iter().map(|(used, _)| used);
        for_tests.filter(move |used| had.contains_key(used)).map(move |used| (name, used))
    });
    no_fault(twice.map(|(name, used)| format!("{name} takes {used} for its tests once more")));
}

#[test]
fn a_name_is_used_where_it_is_a_word_of_a_path() {
    let code = code_of("use hex::encode; // and axum::Router\n#[derive(serde::Serialize)]\n");
    assert!(names(&code, "hex") && names(&code, "serde"));
    assert!(!names(&code, "axum"), "a comment is no use");
    assert!(names("extern crate http_body_util as body;", "http-body-util"));
    assert!(!names("my_hex::encode(hexes)", "hex"));
    assert!(!names("let hex = hex(bytes);", "hex"), "a word that is no path");
}

/// The lines without what is said about them.
fn code_of(text: &str) -> String {
    let code = |line: &str| format!("{}\n", line.split("//").next().unwrap_or_default());
    text.lines().map(code).collect::<Vec<_>>().concat()
}

/// Whether the code leads a path by the name of this crate, or takes it in whole.
fn names(code: &str, used: &str) -> bool {
    let name = used.replace('-', "_");
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let taken_in = before.ends_with("use ") || before.ends_with("extern crate ");
        !before.ends_with(in_word)
            && !after.starts_with(in_word)
            && (after.starts_with("::") || taken_in)
    })
}

//! Words from outside come in through one door: what else reads a body or a query is named here.

use super::{no_fault, sources_in};

/// What turns bytes from outside into words.
const READERS: &[&str] = &[
    "serde_urlencoded::from_",
    "serde_json::from_slice",
    "axum::Json",
    "axum::Form",
    "String::from_utf8",
    ".text().await",
];

/// Who may, and why.
const MAY: &[(&str, &str)] = &[
    ("sent.rs", "it is the door"),
    ("unsent.rs", "reads back what it sealed itself"),
    ("door/carried.rs", "its form is sent once more, through the door"),
    ("door/posted.rs", "cleans what it gives back"),
    ("files/form.rs", "reads identifiers; its words go through the door"),
    ("open311/reading.rs", "cleans each pair of a body in parts"),
    ("open311/wire.rs", "reads its own answer, in a test"),
    ("console/organisation/import.rs", "files; every cell is cleaned when its record is made"),
    ("console/rules/file.rs", "a file; cleaned as a whole"),
];

#[test]
fn every_word_from_outside_comes_in_through_one_door() {
    let mut faults = Vec::new();
    for module in sources_in("crates/web/src/", &[".rs"]) {
        if MAY.iter().any(|(may, _)| module.path.ends_with(may)) {
            continue;
        }
        for (place, line) in module.lines() {
            let bypassed = READERS.iter().any(|reader| line.contains(reader));
            let query = line.contains("axum::extract::") && line.contains("Query");
            if bypassed || query {
                faults.push(format!("{place}: {}", line.trim()));
            }
        }
    }
    no_fault(faults);
}

//! The table of addresses as reviewers have seen it, and the document written from it.

use std::collections::BTreeSet;

use serde_json::Value;
use xianban_web::{openapi, table};

#[test]
fn the_addresses_are_those_reviewers_have_seen() {
    let lines: Vec<String> = table().iter().map(ToString::to_string).collect();
    let now = lines.join("\n") + "\n";
    let found = concat!(env!("CARGO_TARGET_TMPDIR"), "/routes.txt");
    std::fs::write(found, &now).unwrap();
    let seen = include_str!("../golden/routes.txt");
    assert!(now == seen, "when the change is meant, copy {found} to golden/");
}

#[test]
fn the_document_tells_every_line_of_the_table() {
    let document = openapi();
    for line in table() {
        let operation = &document["paths"][line.path][line.method.to_lowercase()];
        assert!(operation["summary"].as_str().is_some_and(|said| !said.is_empty()), "{line}");
        let served = &operation["responses"]["2XX"]["content"];
        assert!(served.as_object().is_some_and(|kinds| !kinds.is_empty()), "{line}");
        let answer = &served["application/json"]["schema"];
        let onward = answer["$ref"] == "#/components/schemas/Onward";
        assert!(line.method != "GET" || !onward, "say which page it gives: {line}");
        let asked = operation["parameters"].as_array().unwrap();
        let in_path = asked.iter().filter(|one| one["in"] == "path").count();
        assert_eq!(in_path, line.path.matches('{').count(), "{line}");
    }
}

#[test]
fn every_reference_of_the_document_leads_to_a_schema_and_no_name_is_used_twice() {
    let document = openapi();
    let mut references = BTreeSet::new();
    gather(&document, &mut references);
    assert!(references.len() > 20);
    for reference in &references {
        let found = document.pointer(reference.trim_start_matches('#'));
        assert!(found.is_some_and(Value::is_object), "{reference} leads nowhere");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let twice: Vec<_> = schemas.keys().filter(|name| name.contains("__")).collect();
    assert!(twice.is_empty(), "give one of them another name with #[schema(as = …)]: {twice:?}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = openapi();
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|path| path.as_object().unwrap().values());
    let names: Vec<_> = operations.map(|one| one["operationId"].as_str().unwrap()).collect();
    let unique: BTreeSet<_> = names.iter().collect();
    assert_eq!(unique.len(), table().len());
    assert_eq!(unique.len(), names.len());
}

/// Every `$ref` in a document.
fn gather(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| gather(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        _ => {}
    }
}

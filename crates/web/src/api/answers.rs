//! What a line may answer: the kinds it is served as, and what can go wrong there.

use serde_json::{Map, Value, json};

use crate::door::{For, Line};
use crate::open311;

/// How problems are told on pages and to programs.
const OURS: &[&str] = &["application/problem+json", "text/html"];

/// The answers of a line.
pub(super) fn of(line: &Line, gives: &Value, problem: &Value) -> Value {
    let mut answers = Map::new();
    answers.insert("2XX".to_owned(), served(line, gives, "done"));
    if line.serves.contains(&"text/html") {
        answers.insert("303".to_owned(), json!({ "description": "it goes on over there" }));
    }
    for (status, why) in troubles(line) {
        answers.insert(status.to_owned(), told(line, why, problem));
    }
    if line.barred {
        answers.insert("409".to_owned(), served(line, gives, "the step cannot be made now"));
    }
    Value::Object(answers)
}

fn served(line: &Line, gives: &Value, why: &str) -> Value {
    let schema = |kind: &str| match kind {
        "application/json" => gives.clone(),
        kind if kind.starts_with("text/") || kind.ends_with("toml") => json!({ "type": "string" }),
        _ => json!({ "type": "string", "format": "binary" }),
    };
    let one = |kind: &&str| ((*kind).to_owned(), json!({ "schema": schema(kind) }));
    let content: Map<String, Value> = line.serves.iter().map(one).collect();
    json!({ "description": why, "content": content })
}

/// Statuses and what each means.
fn troubles(line: &Line) -> Vec<(&'static str, &'static str)> {
    let mut troubles = vec![
        ("400", "the address or the body cannot be read"),
        ("429", "too many tries; Retry-After says when"),
        ("500", "a fault of ours"),
        ("503", "not just now; Retry-After says when"),
    ];
    let spec = open311::is_below(line.path);
    if spec {
        troubles.push(("403", "api_key is missing or wrong"));
    } else if line.who != For::Everybody || line.method == "POST" || line.scope.is_some() {
        troubles.push(("401", "a login or a token is needed"));
    }
    troubles.push(("404", "not there, or not for this caller"));
    if line.method == "POST" {
        troubles.push(("413", "more than fits"));
        troubles.push(("415", "a body of a kind that is not read here"));
    }
    if line.method == "POST" && !spec {
        troubles.push(("409", "the step cannot be made now, or somebody else moved first"));
        troubles.push(("422", "fields to mend, or a key that came with another body"));
    }
    troubles
}

/// Open311 tells what went wrong as a list of codes and descriptions, in the format that was asked for.
fn told(line: &Line, why: &str, problem: &Value) -> Value {
    let spec = json!({ "type": "array", "items": { "type": "object", "properties": {
        "code": { "type": "integer" }, "description": { "type": "string" },
    } } });
    let kinds = if open311::is_below(line.path) { line.serves } else { OURS };
    let schema = |kind: &str| match kind {
        "application/problem+json" => problem.clone(),
        "application/json" => spec.clone(),
        _ => json!({ "type": "string" }),
    };
    let one = |kind: &&str| ((*kind).to_owned(), json!({ "schema": schema(kind) }));
    let content: Map<String, Value> = kinds.iter().map(one).collect();
    json!({ "description": why, "content": content })
}

//! The OpenAPI 3.1 document, written from the table and the schemas of its forms and pages.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use utoipa::openapi::{RefOr, Schema};

use super::answers;
use crate::door::{For, Line, Reads, Shape};
use crate::frame::problem::Details;

/// Schemas by name.
type Schemas = BTreeMap<String, Value>;

/// The document of these faces.
pub(crate) fn of(faces: &[(&'static str, Vec<Line>)]) -> Value {
    let mut schemas = Schemas::new();
    let mut paths: Map<String, Value> = Map::new();
    let problem = named(&Shape::of::<Details<'_>>(), &mut schemas);
    for (tag, lines) in faces {
        for line in lines {
            let operation = operation(tag, line, &problem, &mut schemas);
            let path = paths.entry(line.path).or_insert_with(|| json!({}));
            if let Value::Object(methods) = path {
                methods.insert(line.method.to_lowercase(), operation);
            }
        }
    }
    let tags: Vec<Value> = faces.iter().map(|(tag, _)| json!({ "name": tag })).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Xianban 先办",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Every page answers JSON to `Accept: application/json`; problems are RFC 9457.",
        },
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "session" },
                "token": { "type": "http", "scheme": "bearer" },
            },
        },
    })
}

fn operation(tag: &str, line: &Line, problem: &Value, schemas: &mut Schemas) -> Value {
    let mut parameters = path_parameters(line.path);
    parameters.extend(line.asks.iter().flat_map(|asks| query_parameters(asks, schemas)));
    let mut operation = json!({
        "operationId": operation_id(line),
        "tags": [tag],
        "summary": line.summary,
        "responses": answers::of(line, &named(&line.gives, schemas), problem),
    });
    let security = security(line);
    if let Value::Object(fields) = &mut operation {
        if line.takes.is_some() || line.reads == Reads::Files {
            let schema = line.takes.as_ref().map(|takes| named(takes, schemas));
            let schema = schema.unwrap_or_else(|| json!({ "type": "object" }));
            let one = |kind: &&str| ((*kind).to_owned(), json!({ "schema": schema }));
            let content: Map<String, Value> = line.reads.kinds().iter().map(one).collect();
            fields
                .insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
        }
        if line.method == "POST" {
            parameters.push(json!({
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "The same key with the same body counts once.",
                "schema": { "type": "string", "maxLength": 100 },
            }));
        }
        fields.insert("parameters".to_owned(), Value::Array(parameters));
        fields.insert("security".to_owned(), Value::Array(security));
    }
    operation
}

/// Who may come: a session, a token with its scope, or anybody.
fn security(line: &Line) -> Vec<Value> {
    let mut ways = Vec::new();
    if matches!(line.who, For::Everybody) {
        ways.push(json!({}));
    } else {
        ways.push(json!({ "session": [] }));
    }
    if let Some(scope) = line.scope {
        ways.push(json!({ "token": [scope.code()] }));
    }
    ways
}

/// `getCAppealsNoMove` for `GET /c/appeals/{no}/{move}`.
fn operation_id(line: &Line) -> String {
    let words = line.path.split(|sign: char| !sign.is_ascii_alphanumeric());
    let upper = words.filter(|word| !word.is_empty()).map(|word| {
        let mut signs = word.chars();
        let first = signs.next().map(|sign| sign.to_ascii_uppercase());
        first.into_iter().chain(signs).collect::<String>()
    });
    line.method.to_lowercase() + &upper.collect::<String>()
}

fn path_parameters(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let parameter = |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    names.map(parameter).collect()
}

fn query_parameters(asks: &Shape, schemas: &mut Schemas) -> Vec<Value> {
    add(&asks.parts, schemas);
    let schema = serde_json::to_value(&asks.schema).unwrap_or_default();
    let fields = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let parameter = |(name, mut schema): (String, Value)| {
        let said = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let mut parameter =
            json!({ "name": name, "in": "query", "required": false, "schema": schema });
        if let (Some(said), Value::Object(fields)) = (said, &mut parameter) {
            fields.insert("description".to_owned(), said);
        }
        parameter
    };
    fields.into_iter().map(parameter).collect()
}

/// Keeps a shape with its parts and refers to it.
fn named(shape: &Shape, schemas: &mut Schemas) -> Value {
    add(&shape.parts, schemas);
    let own = serde_json::to_value(&shape.schema).unwrap_or_default();
    if own.get("properties").is_none() && own.get("oneOf").is_none() {
        return own;
    }
    keep(&shape.name, own, schemas);
    json!({ "$ref": format!("#/components/schemas/{}", shape.name) })
}

fn add(parts: &[(String, RefOr<Schema>)], schemas: &mut Schemas) {
    for (name, schema) in parts {
        keep(name, serde_json::to_value(schema).unwrap_or_default(), schemas);
    }
}

/// Two shapes of one name are a fault of ours: the second goes under a name that the test finds.
fn keep(name: &str, schema: Value, schemas: &mut Schemas) {
    match schemas.get(name) {
        Some(known) if *known != schema => {
            schemas.insert(format!("{name}__another"), schema);
        }
        _ => {
            schemas.insert(name.to_owned(), schema);
        }
    }
}

//! What the form of a move shows is what the document of the addresses tells a program.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::Value;
use xianban_testkit::visits::{House, Visitor};
use xianban_web::openapi;

use super::depth::{handled, made, moves};
use super::in_the_house;

/// What stands in every form beside its own fields; files come by their identifiers.
const COMMON: [&str; 8] = ["csrf", "document", "find", "key", "look", "phrase", "photo", "version"];

/// The forms as the document tells them, with what was shown of each so far.
struct Forms {
    told: BTreeMap<String, Value>,
    shown: BTreeMap<String, BTreeSet<String>>,
}

impl Forms {
    fn told() -> Self {
        let document = openapi();
        let paths = document["paths"].as_object().unwrap().iter();
        let form = |(path, methods): (&String, &Value)| {
            let code = path.strip_prefix("/c/appeals/{no}/")?;
            let body = &methods["post"]["requestBody"]["content"]["application/json"];
            let shape = body["schema"]["$ref"].as_str()?.rsplit('/').next()?.to_owned();
            let schema = &document["components"]["schemas"][&shape];
            shape.starts_with("Move").then(|| (code.to_owned(), schema.clone()))
        };
        Self { told: paths.filter_map(form).collect(), shown: BTreeMap::new() }
    }

    /// Opens a form and holds every field against the schema.
    fn open(&mut self, person: &mut Visitor<'_>, no: &str, (code, query): (&str, &str)) {
        let page = person.json(&format!("/c/appeals/{no}/{code}{query}"));
        assert!(
            [StatusCode::OK, StatusCode::CONFLICT].contains(&page.status),
            "{code}: {}",
            page.text
        );
        let schema = &self.told[code];
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for field in page.json()["fields"].as_array().unwrap() {
            let name = field["name"].as_str().unwrap();
            if name == "photos" {
                assert!(schema["properties"]["photo"].is_object(), "{code} takes photos");
                continue;
            }
            assert!(schema["properties"][name].is_object(), "{code} does not tell {name}");
            let needed = required.contains(&field["name"]);
            assert!(!needed || field["optional"] == false, "{code}: {name} may stay empty");
            self.shown.entry(code.to_owned()).or_default().insert(name.to_owned());
        }
    }

    /// What is told and was shown by nobody.
    fn never_shown(&self) -> Vec<String> {
        let mut never = Vec::new();
        for (code, schema) in &self.told {
            let shown = self.shown.get(code);
            for name in schema["properties"].as_object().unwrap().keys() {
                let seen = shown.is_some_and(|shown| shown.contains(name));
                if !seen && !COMMON.contains(&name.as_str()) {
                    never.push(format!("{code}: {name}"));
                }
            }
        }
        never
    }
}

/// The matter on the hold list.
fn held(house: &House, handler: &mut Visitor<'_>, no: &str) {
    let hold = [("condition", "等改造资金"), ("at", "2026-12-20T09:00")];
    made(&moves(handler, no, "hold", &hold));
    let above = [
        house.staff("zhao.secretary", &[("cgss", "secretary")]),
        house.staff("wu.street", &[("zhonghan", "head")]),
    ];
    for mut above in above {
        if above.get(&format!("/c/appeals/{no}/approve")).status == StatusCode::OK {
            made(&moves(&mut above, no, "approve", &[("item", "1"), ("choice", "grant")]));
            return;
        }
    }
    panic!("nobody may grant it");
}

#[test]
fn a_form_shows_what_its_schema_tells_and_tells_what_it_shows() {
    in_the_house(|house| {
        let mut forms = Forms::told();
        assert!(forms.told.len() > 40, "{:?}", forms.told.keys());
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let codes: Vec<String> = forms.told.keys().cloned().collect();
        for code in &codes {
            forms.open(&mut dispatcher, &no, (code, ""));
        }
        forms.open(&mut dispatcher, &no, ("follow_up", "?solved=no&grade=5"));
        forms.open(&mut dispatcher, &no, ("issue_slip", "?choice=end"));
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        forms.open(&mut handler, &no, ("report", ""));
        held(house, &mut handler, &no);
        forms.open(&mut dispatcher, &no, ("hold", ""));
        assert_eq!(forms.never_shown(), Vec::<String>::new(), "told and never asked for");
    });
}

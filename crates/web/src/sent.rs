//! A form as it was sent, by a browser or by a program.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use xianban_domain::replay::Keyed;
use xianban_kernel::Problem;
use xianban_kernel::words::clean;

use crate::door::encoding;
use crate::frame::csrf;
use crate::frame::problem::{WRONG_MEDIA, unreadable};

/// How long an idempotency key may be, in bytes.
const KEY_MOST: usize = 100;

/// What stands in every form of ours beside its own fields.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Around {
    /// Proof that the form came from one of our pages; JSON brings it as the header `x-csrf`.
    #[serde(default)]
    csrf: String,
    /// The same key with the same body counts once; JSON brings it as `idempotency-key`.
    #[serde(default)]
    key: String,
}

/// A form with what came around it.
#[derive(Debug)]
pub struct Sent<T> {
    /// Its fields.
    pub form: T,
    /// Proof that it came from one of our pages.
    pub csrf: String,
    /// The request, for counting it once.
    pub keyed: Keyed,
}

/// The fields of a form as they came, cleaned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// Reads the pairs of a form (urlencoded). Every word passes the front door here.
pub(crate) fn fields(body: &[u8]) -> Result<Fields, Problem> {
    encoding::check_form(body)?;
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_bytes(body).map_err(|error| unreadable(&error.to_string()))?;
    Ok(Fields::of(pairs))
}

impl Fields {
    /// Pairs that came in another way, cleaned.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Self {
        let cleaned = pairs.into_iter().map(|(name, value)| (name, clean(&value).into_owned()));
        Self(cleaned.collect())
    }

    /// Each field's name and words.
    pub(crate) fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// Its fields as a form has them.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let text = serde_urlencoded::to_string(&self.0);
        let text = text.map_err(|error| unreadable(&error.to_string()))?;
        serde_urlencoded::from_str(&text).map_err(|error| unreadable(&error.to_string()))
    }

    /// The form, and the request for counting it once: the seal of the page it came from is no part
    /// of what was asked for.
    pub(crate) fn sent<T: DeserializeOwned>(
        &self,
        route: &'static str,
    ) -> Result<Sent<T>, Problem> {
        let around: Around = self.read()?;
        let asked: Vec<_> = self.0.iter().filter(|(name, _)| name != csrf::FIELD).collect();
        let asked = serde_urlencoded::to_string(&asked);
        let asked = asked.map_err(|error| unreadable(&error.to_string()))?;
        let keyed = Keyed::new(route, short(around.key)?, asked.as_bytes());
        Ok(Sent { form: self.read()?, csrf: around.csrf, keyed })
    }
}

/// Reads a form (urlencoded) or JSON into its fields.
pub fn read<T: DeserializeOwned>(
    route: &'static str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Sent<T>, Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = text(header::CONTENT_TYPE.as_str());
    encoding::check_kind(kind)?;
    if kind.starts_with("application/json") {
        let form = serde_json::from_value(json(body)?);
        let form = form.map_err(|error| unreadable(&error.to_string()))?;
        let key = short(text("idempotency-key").to_owned())?;
        let keyed = Keyed::new(route, key, body);
        return Ok(Sent { form, csrf: text("x-csrf").to_owned(), keyed });
    }
    if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(wrong_media());
    }
    fields(body)?.sent(route)
}

/// Reads JSON; every word in it passes the front door.
pub(crate) fn json(body: &[u8]) -> Result<Value, Problem> {
    encoding::check_text(body)?;
    let mut value = serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
    cleaned(&mut value);
    Ok(value)
}

fn cleaned(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text).into_owned(),
        Value::Array(values) => values.iter_mut().for_each(cleaned),
        Value::Object(fields) => fields.values_mut().for_each(cleaned),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Refuses an idempotency key that is too long.
pub(crate) fn short(key: String) -> Result<String, Problem> {
    if key.len() > KEY_MOST { Err(unreadable("the key is too long")) } else { Ok(key) }
}

/// The refusal of a body of a kind that is not read here.
pub(crate) fn wrong_media() -> Problem {
    let said = "这次提交的格式读不懂，没有保存。请在网页上填写，或者按接口文档提交。";
    Problem::refused(WRONG_MEDIA, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> Sent<serde_json::Map<String, Value>> {
        fields(body.as_bytes()).unwrap().sent("POST /ask").unwrap()
    }

    #[test]
    fn the_same_words_from_a_fresh_page_are_the_same_request() {
        let first = asked("csrf=a&key=k&text=%E7%81%AF%0D%0A%E5%9D%8F");
        assert_eq!(first.keyed.body, asked("csrf=b&key=k&text=%E7%81%AF%0A%E5%9D%8F").keyed.body);
        assert_ne!(first.keyed.body, asked("csrf=a&key=k&text=%E7%81%AF").keyed.body);
        assert_eq!(first.form["text"], "灯\n坏");
    }

    #[test]
    fn words_in_json_pass_the_same_front_door() {
        let read =
            json("{\"a\": [\"灯\\u0000\\ufffe\", {\"b\": \"\\u200b\"}]}".as_bytes()).unwrap();
        assert_eq!(read, serde_json::json!({ "a": ["灯", { "b": "" }] }));
        for broken in ["{\"a\": \"\\ud800\"}", "{\"a\": ", "\u{0}"] {
            assert!(
                matches!(json(broken.as_bytes()), Err(Problem::Unreadable { .. })),
                "{broken:?}"
            );
        }
    }
}

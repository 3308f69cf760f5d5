//! A form as it was sent, by a browser or by a program.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use xianban_domain::replay::Keyed;
use xianban_kernel::Problem;

use crate::door::encoding;
use crate::frame::problem::WRONG_MEDIA;

/// How long an idempotency key may be, in bytes.
const KEY_MOST: usize = 100;

/// What stands in every form of ours beside its own fields.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
struct Around {
    #[serde(default)]
    csrf: String,
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

/// Reads a form (urlencoded) or JSON into its fields.
pub fn read<T: DeserializeOwned>(
    route: &'static str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Sent<T>, Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let json = text(header::CONTENT_TYPE.as_str()).starts_with("application/json");
    if json {
        encoding::check_text(body)?;
        let form = serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
        let key = short(text("idempotency-key").to_owned())?;
        let keyed = Keyed::new(route, key, body);
        return Ok(Sent { form, csrf: text("x-csrf").to_owned(), keyed });
    }
    let kind = text(header::CONTENT_TYPE.as_str());
    if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
        let said = "这次提交的格式读不懂，没有保存。请在网页上填写，或者按接口文档提交。";
        return Err(Problem::refused(WRONG_MEDIA, said));
    }
    of_form(route, body)
}

/// Reads the pairs of a form (urlencoded) into its fields.
pub fn of_form<T: DeserializeOwned>(route: &'static str, body: &[u8]) -> Result<Sent<T>, Problem> {
    encoding::check_form(body)?;
    let wrong = |error: serde_urlencoded::de::Error| unreadable(&error.to_string());
    let form = serde_urlencoded::from_bytes(body).map_err(wrong)?;
    let around: Around = serde_urlencoded::from_bytes(body).map_err(wrong)?;
    let keyed = Keyed::new(route, short(around.key)?, body);
    Ok(Sent { form, csrf: around.csrf, keyed })
}

fn short(key: String) -> Result<String, Problem> {
    if key.len() > KEY_MOST { Err(unreadable("the key is too long")) } else { Ok(key) }
}

/// The refusal of what cannot be read at all; `why` is for the log.
pub fn unreadable(why: &str) -> Problem {
    tracing::debug!(why, "a form could not be read");
    Problem::refused("unreadable", "提交的内容读不懂，没有保存。请刷新页面后再提交一次。")
}

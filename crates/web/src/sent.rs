//! A form as it was sent, by a browser or by a program.

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use xianban_domain::replay::Keyed;
use xianban_kernel::Problem;

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
    if !json {
        return of_form(route, body);
    }
    let form = serde_json::from_slice(body).map_err(|error| unreadable(&error.to_string()))?;
    let keyed = Keyed::new(route, text("idempotency-key").to_owned(), body);
    Ok(Sent { form, csrf: text("x-csrf").to_owned(), keyed })
}

/// Reads the pairs of a form (urlencoded) into its fields.
pub fn of_form<T: DeserializeOwned>(route: &'static str, body: &[u8]) -> Result<Sent<T>, Problem> {
    let wrong = |error: serde_urlencoded::de::Error| unreadable(&error.to_string());
    let form = serde_urlencoded::from_bytes(body).map_err(wrong)?;
    let around: Around = serde_urlencoded::from_bytes(body).map_err(wrong)?;
    let keyed = Keyed::new(route, around.key, body);
    Ok(Sent { form, csrf: around.csrf, keyed })
}

/// The refusal of what cannot be read at all; `why` is for the log.
pub fn unreadable(why: &str) -> Problem {
    tracing::debug!(why, "a form could not be read");
    Problem::refused("unreadable", "提交的内容读不懂，没有保存。请刷新页面后再提交一次。")
}

//! What every answer says of itself: its kind, who may keep it, on what it depends.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Who may keep a copy of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Nobody.
    Personal,
    /// Anybody, for so many seconds.
    Public(u32),
}

/// An HTML answer.
pub(crate) fn html(status: StatusCode, cache: Cache, text: String) -> Response {
    let kept = match cache {
        Cache::Personal => "no-store".to_owned(),
        Cache::Public(seconds) => format!("public, max-age={seconds}"),
    };
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    with_vary((status, [kind, (header::CACHE_CONTROL, kept.as_str())], text).into_response())
}

/// A JSON answer of this content type.
pub(super) fn json(status: StatusCode, kind: &'static str, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => {
            let heads = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
            with_vary((status, heads, bytes).into_response())
        }
        Err(error) => {
            tracing::error!(%error, "an answer did not turn into JSON");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Says that it depends on who asks and how.
pub(super) fn with_vary(mut response: Response) -> Response {
    let vary = HeaderValue::from_static("Accept, HX-Request, HX-Target, Cookie");
    response.headers_mut().insert(HeaderName::from_static("vary"), vary);
    response
}

//! The programs' own face: what no person reads.

mod answers;
mod document;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::door::For::Everybody;
use crate::door::{Line, get};
use crate::site::Site;

/// The OpenAPI document of everything in the table.
pub fn openapi() -> Value {
    document::of(&crate::door::faces())
}

/// Every address for programs only.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/api/openapi.json", Everybody, "这份说明：OpenAPI 3.1", show)
            .gives::<Value>()
            .serves(&["application/json"]),
    ]
}

async fn show(State(_): State<Site>) -> Response {
    let heads = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (heads, openapi().to_string()).into_response()
}

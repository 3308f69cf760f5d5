//! The programs' own face: what no person reads.

mod answers;
pub(crate) mod document;

use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::door::For::Everybody;
use crate::door::{Line, get};

/// Writes the OpenAPI document of the whole table; the door, which has the table, hands it to [`show`].
#[derive(Clone, Copy)]
pub(crate) struct Document(pub(crate) fn() -> Value);

/// Every address for programs only.
pub(crate) fn lines() -> Vec<Line> {
    vec![
        get("/api/openapi.json", Everybody, "这份说明：OpenAPI 3.1", show)
            .gives::<Value>()
            .serves(&["application/json"]),
    ]
}

async fn show(Extension(Document(written)): Extension<Document>) -> Response {
    let heads = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (heads, written().to_string()).into_response()
}

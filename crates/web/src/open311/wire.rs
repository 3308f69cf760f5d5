//! The two forms of an answer, and errors as the specification wants them.

use std::collections::BTreeMap;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use xianban_kernel::Problem;
use xianban_kernel::words::may_be_served;

use crate::frame::problem::{WRONG_MEDIA, WRONG_METHOD, status, told_when};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
}

impl Format {
    /// Of an address; what does not end in `.xml` is JSON.
    pub(super) fn of(path: &str) -> Self {
        if path.rsplit('.').next() == Some("xml") { Self::Xml } else { Self::Json }
    }
}

/// What is answered as a list: its names in XML.
pub(super) trait Item: Serialize {
    /// The element around all of them.
    const ROOT: &'static str;
    /// The element of each.
    const ITEM: &'static str;
}

/// An error as the specification writes it.
#[derive(Serialize)]
struct Error {
    code: u16,
    description: String,
}

impl Item for Error {
    const ROOT: &'static str = "errors";
    const ITEM: &'static str = "error";
}

/// A refusal under this code: what is asked for is another jurisdiction's.
pub(super) const OTHER_JURISDICTION: &str = "other_jurisdiction";

/// Answers a list, or what went wrong.
pub(super) fn answer<T: Item>(
    format: Format,
    status: StatusCode,
    found: Result<Vec<T>, Problem>,
) -> Response {
    match found {
        Ok(items) => list(format, status, &items),
        Err(problem) => refusal(format, &problem),
    }
}

/// Answers what went wrong.
pub(super) fn refusal(format: Format, problem: &Problem) -> Response {
    if let Problem::Broken { logged }
    | Problem::Unavailable { logged }
    | Problem::Unknown { logged } = problem
    {
        tracing::error!(logged, code = problem.code(), "an Open311 request failed");
    }
    let status = status_of(problem);
    let description = match problem {
        Problem::Faults(faults) => {
            let said = faults.iter().map(|fault| format!("{}: {}", fault.field, fault.said));
            said.collect::<Vec<_>>().join(" ")
        }
        Problem::LoginNeeded => "api_key 没有写或者不对，没有办。".to_owned(),
        Problem::KeyReused => {
            "这个 Idempotency-Key 之前用过，内容不同，没有保存。请换一个再提交。".to_owned()
        }
        other => other.said(),
    };
    let error = Error { code: status.as_u16(), description };
    told_when(problem, list(format, status, &[error]))
}

/// Answers one thing that is no list; `xml` is the same with the elements that XML needs.
pub(super) fn single(
    format: Format,
    root: &str,
    body: &impl Serialize,
    xml: &impl Serialize,
) -> Response {
    written(format, StatusCode::OK, body, || quick_xml::se::to_string_with_root(root, xml))
}

fn list<T: Item>(format: Format, status: StatusCode, items: &[T]) -> Response {
    let named = BTreeMap::from([(T::ITEM, items)]);
    written(format, status, &items, || quick_xml::se::to_string_with_root(T::ROOT, &named))
}

fn written(
    format: Format,
    code: StatusCode,
    body: &impl Serialize,
    xml: impl FnOnce() -> Result<String, quick_xml::SeError>,
) -> Response {
    let (kind, text) = match format {
        Format::Json => {
            let json = serde_json::to_string(body).map_err(|error| error.to_string());
            ("application/json; charset=utf-8", json)
        }
        Format::Xml => {
            let declared = |xml: String| {
                let clean: String = xml.chars().filter(|sign| may_be_served(*sign)).collect();
                format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{clean}")
            };
            let xml = xml().map(declared).map_err(|error| error.to_string());
            ("text/xml; charset=utf-8", xml)
        }
    };
    let heads = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    match text {
        Ok(text) => (code, heads, text).into_response(),
        Err(error) => {
            tracing::error!(error, "an Open311 answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// As the specification lists them: 403 for a missing or wrong key, 404 for what is not there or is
/// another jurisdiction's, 400 for what is missing or wrong.
fn status_of(problem: &Problem) -> StatusCode {
    match problem {
        Problem::LoginNeeded => StatusCode::FORBIDDEN,
        Problem::Refused { code: OTHER_JURISDICTION, .. } => StatusCode::NOT_FOUND,
        Problem::Refused { code: WRONG_METHOD | WRONG_MEDIA, .. } => status(problem),
        Problem::Faults(_)
        | Problem::Refused { .. }
        | Problem::Stale { .. }
        | Problem::KeyReused => StatusCode::BAD_REQUEST,
        _ => status(problem),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    #[tokio::test]
    async fn an_answer_in_xml_holds_no_sign_that_xml_forbids() {
        let problem = Problem::fault("lat", "坏\u{0}\u{b}\u{1b}\u{fffe}\u{ffff}<字>\n");
        let answer = refusal(Format::Xml, &problem);
        let text = to_bytes(answer.into_body(), 10_000).await.unwrap();
        let text = String::from_utf8(text.to_vec()).unwrap();
        assert!(text.contains("lat: 坏&lt;字&gt;\n"), "{text:?}");
        assert!(text.chars().all(may_be_served), "{text:?}");
    }
}

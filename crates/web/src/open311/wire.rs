//! The two forms of an answer, and errors as the specification wants them.

use std::collections::BTreeMap;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use xianban_kernel::Problem;

use crate::frame::problem::told_when;

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

/// Answers a list, or what went wrong.
pub(super) fn answer<T: Item>(
    format: Format,
    status: StatusCode,
    found: Result<Vec<T>, Problem>,
) -> Response {
    match found {
        Ok(items) => list(format, status, &items),
        Err(problem) => {
            if let Problem::Broken { logged } = &problem {
                tracing::error!(logged, "an Open311 request failed");
            }
            let status = status_of(&problem);
            let description = match &problem {
                Problem::Faults(faults) => {
                    let said =
                        faults.iter().map(|fault| format!("{}: {}", fault.field, fault.said));
                    said.collect::<Vec<_>>().join(" ")
                }
                other => other.said(),
            };
            let error = Error { code: status.as_u16(), description };
            told_when(&problem, list(format, status, &[error]))
        }
    }
}

/// Answers one thing that is no list.
pub(super) fn single(format: Format, root: &str, body: &impl Serialize) -> Response {
    written(format, StatusCode::OK, body, || quick_xml::se::to_string_with_root(root, body))
}

fn list<T: Item>(format: Format, status: StatusCode, items: &[T]) -> Response {
    let named = BTreeMap::from([(T::ITEM, items)]);
    written(format, status, &items, || quick_xml::se::to_string_with_root(T::ROOT, &named))
}

fn written(
    format: Format,
    status: StatusCode,
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
                let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
                let clean: String = xml.chars().filter(allowed).collect();
                format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{clean}")
            };
            let xml = xml().map(declared).map_err(|error| error.to_string());
            ("text/xml; charset=utf-8", xml)
        }
    };
    let heads = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")];
    match text {
        Ok(text) => (status, heads, text).into_response(),
        Err(error) => {
            tracing::error!(error, "an Open311 answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// 403 for a missing or wrong key, 404 for what is not there, 400 for what is missing, as the
/// specification lists them.
const fn status_of(problem: &Problem) -> StatusCode {
    match problem {
        Problem::LoginNeeded => StatusCode::FORBIDDEN,
        Problem::NotFound => StatusCode::NOT_FOUND,
        Problem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Problem::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Problem::Busy | Problem::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

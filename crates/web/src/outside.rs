//! The readers of bodies and queries, opened to the fuzz targets: nothing of the program calls this.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Uri, header};
use serde_json::Value;
use xianban_domain::rules::Rules;
use xianban_kernel::Problem;

use crate::door::{carried, encoding};
use crate::{next, sent};

/// The fields of a form (urlencoded), cleaned.
pub fn form(body: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    Ok(sent::fields(body)?.into_pairs())
}

/// A form read for good, with what came around it: how many fields it has.
pub fn sent(body: &[u8]) -> Result<usize, Problem> {
    let sent = sent::fields(body)?.sent::<serde_json::Map<String, Value>>("POST /fuzzed")?;
    Ok(sent.form.len())
}

/// A body in JSON, cleaned.
pub fn json(body: &[u8]) -> Result<Value, Problem> {
    sent::json(body)
}

/// The words of a form in parts.
pub async fn parts(boundary: &str, body: Vec<u8>) -> Result<(), Problem> {
    let kind = format!("multipart/form-data; boundary={boundary}");
    let request = Request::builder().header(header::CONTENT_TYPE, kind).body(Body::from(body));
    let request = request.map_err(|error| Problem::broken(error.to_string()))?;
    carried::typed("/fuzzed".to_owned(), request).await.map(|_| ())
}

/// Whether a filing over Open311 can be read.
pub fn open311(body: &[u8], rules: &Rules) -> Result<bool, Problem> {
    Ok(crate::open311::read(sent::fields(body)?.into_pairs(), rules))
}

/// Where somebody goes after a login, when it is a page of ours.
pub fn own(next: &str) -> Option<&str> {
    next::own(next)
}

/// Whether the address of a request can be read.
pub fn address(address: &Uri) -> Result<(), Problem> {
    encoding::check_address(address)
}

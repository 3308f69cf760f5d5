//! What stands behind the question mark of an address: read whole and cleaned, or told.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use xianban_kernel::Problem;

use crate::sent::fields;

/// The query of an address. One that cannot be read (a number that is none, a name twice) is
/// answered as a problem, never as if nothing had been asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Query<T>(pub(crate) T);

/// In a bare answer: what could not be read. The layer around all lines says it in the asked format.
#[derive(Clone, Debug)]
pub(crate) struct Unread(pub(crate) Problem);

impl<T> Query<T>
where
    T: DeserializeOwned,
{
    /// Reads what stands behind the question mark.
    pub(crate) fn of(query: &str) -> Result<T, Problem> {
        fields(query.as_bytes())?.read()
    }
}

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned,
    S: Sync,
{
    type Rejection = Unread;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Unread> {
        let query = parts.uri.query().unwrap_or_default();
        Self::of(query).map(Query).map_err(Unread)
    }
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        let mut bare = StatusCode::BAD_REQUEST.into_response();
        bare.extensions_mut().insert(self);
        bare
    }
}

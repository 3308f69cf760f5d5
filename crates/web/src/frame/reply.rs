//! One handler, two representations: a page (whole, or the block that htmx asks for) and JSON.

use std::convert::Infallible;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use xianban_kernel::Problem;

use super::answer::{Cache, html, json, with_vary};
use super::{Frame, problem};

/// A page: its template, its JSON, and how it is answered.
pub trait Face: Template + Serialize {
    /// 200 unless the page says otherwise.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }

    /// Personal unless the page says otherwise.
    fn cache(&self) -> Cache {
        Cache::Personal
    }

    /// The part of the page in the element with this id, where the page can give it alone.
    fn block(&self, _id: &str) -> Option<askama::Result<String>> {
        None
    }
}

/// What a program reads when something was done: where its result is.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Onward {
    /// An address of this site.
    pub(crate) href: String,
}

/// How this request wants its answer. Taken from the headers, it never fails.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    json: bool,
    htmx: bool,
    block: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Reply {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

impl Reply {
    /// JSON only when `Accept` names `application/json` outright; a block only for htmx, and never
    /// when htmx restores a page of the history.
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let htmx = text("hx-request").is_some() && text("hx-history-restore-request").is_none();
        Self {
            json: text("accept").is_some_and(names_json),
            htmx,
            block: text("hx-target").filter(|_| htmx).map(str::to_owned),
        }
    }

    /// JSON, whatever was asked for: the caller can only be a program.
    pub(crate) fn to_a_program() -> Self {
        Self { json: true, ..Self::default() }
    }

    /// Whether the caller wants JSON.
    pub const fn is_json(&self) -> bool {
        self.json
    }

    /// Whether htmx asks, so that only a part is swapped.
    pub const fn is_htmx(&self) -> bool {
        self.htmx
    }

    /// Whether a browser asks for a whole page.
    pub(crate) const fn is_whole_page(&self) -> bool {
        !self.json && !self.htmx
    }

    /// The page, the block of it, or its JSON.
    pub fn page<F: Face>(&self, face: &F) -> Response {
        self.page_with(face.status(), face)
    }

    /// The same with another status, such as 201.
    pub fn page_with<F: Face>(&self, status: StatusCode, face: &F) -> Response {
        if self.json {
            return json(status, "application/json", face);
        }
        let block = self.block.as_deref().and_then(|id| face.block(id));
        match block.unwrap_or_else(|| face.render()) {
            Ok(text) => html(status, face.cache(), text),
            Err(error) => {
                tracing::error!(%error, "a page did not render");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }

    /// A form that needs mending, with everything typed still in it; programs get the problem.
    pub fn form<F: Face>(&self, face: &F, frame: &Frame, found: &Problem) -> Response {
        if self.json {
            return problem::details(frame, found);
        }
        problem::told_when(found, self.page_with(problem::status(found), face))
    }

    /// Done: a browser goes on to `location`; a program gets `made` and the location.
    pub fn gone_on(&self, status: StatusCode, location: &str, made: &impl Serialize) -> Response {
        let mut response = if self.json {
            json(status, "application/json", made)
        } else {
            with_vary(StatusCode::SEE_OTHER.into_response())
        };
        if let Ok(location) = HeaderValue::from_str(location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

fn names_json(accept: &str) -> bool {
    accept
        .split(',')
        .filter_map(|range| range.split(';').next())
        .any(|range| matches!(range.trim(), "application/json" | "application/problem+json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &'static str)]) -> Reply {
        Reply::of(&pairs.iter().map(|(k, v)| (k.parse().unwrap(), v.parse().unwrap())).collect())
    }

    #[test]
    fn json_needs_to_be_named() {
        assert!(asked(&[("accept", "application/json")]).json);
        assert!(asked(&[("accept", "text/plain, application/json;q=0.9")]).json);
        assert!(!asked(&[("accept", "*/*")]).json);
        assert!(!asked(&[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).json);
    }

    #[test]
    fn htmx_gets_a_block_but_history_gets_the_page() {
        let swap = [("hx-request", "true"), ("hx-target", "rows")];
        assert_eq!(asked(&swap).block.as_deref(), Some("rows"));
        let back =
            [("hx-request", "true"), ("hx-target", "rows"), ("hx-history-restore-request", "true")];
        assert_eq!(asked(&back), Reply::default());
    }
}

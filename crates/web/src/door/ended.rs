//! A form that comes after its session ended: whoever sent it gets the login with the form in it.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use xianban_kernel::Problem;

use super::carried::typed;
use crate::console;
use crate::resident;
use crate::site::Site;
use crate::visitor::{Met, Visitor};

/// A layer around the lines that somebody logged in posts to: whoever is not logged in any more gets
/// the login with his form in it.
pub(super) async fn keep(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let (visitor, welcome) = Visitor::met(&mut parts, &site).await;
    let ended = matches!(welcome, Err(Problem::LoginNeeded));
    if !ended || parts.method != Method::POST || !visitor.reply.is_whole_page() {
        parts.extensions.insert(Met::new(visitor, welcome));
        return next.run(Request::from_parts(parts, body)).await;
    }
    let path = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let typed = typed(path.clone(), Request::from_parts(parts, body)).await;
    match typed.and_then(|form| form.sealed(&site.office.keys)) {
        Ok(sealed) if path.starts_with("/c/") => console::login::carrying(&visitor, path, sealed),
        Ok(sealed) => resident::login::carrying(&visitor, path, sealed),
        Err(problem) => visitor.problem(&problem),
    }
}

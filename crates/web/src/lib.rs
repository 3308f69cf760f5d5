//! The faces: every page and every programming interface, over the same handlers. A page is a typed
//! struct; its module's path is its template's path.

mod api;
pub(crate) mod console;
mod door;
pub mod frame;
mod health;
pub(crate) mod resident;
#[doc(hidden)]
pub mod samples;
mod sent;
mod site;
mod visitor;

use std::sync::Arc;

use axum::http::Uri;
use axum::response::Response;
use axum::{Router, middleware};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use xianban_kernel::Problem;

use crate::visitor::Visitor;

pub use api::openapi;
pub use door::{For, Listed, table};
pub use site::Site;

/// Renders the metrics page, in Prometheus' text form.
pub type Metrics = Arc<dyn Fn() -> String + Send + Sync>;

/// Everything that is served.
pub fn routes(site: Site, metrics: Metrics) -> Router {
    let health = health::routes(site.office.db.clone(), metrics);
    let pages = door::router(&site)
        .fallback(lost)
        .method_not_allowed_fallback(lost)
        .layer(CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn(frame::elder::remember))
        .layer(middleware::from_fn(frame::headers::guard));
    pages.with_state(site).merge(health).merge(frame::assets::routes())
}

/// An address that leads nowhere.
async fn lost(visitor: Visitor, uri: Uri) -> Response {
    if uri.path().starts_with("/c/") {
        return console::desk::problem(&visitor, &Problem::NotFound).await;
    }
    visitor.problem(&Problem::NotFound)
}

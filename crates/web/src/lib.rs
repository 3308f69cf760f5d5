//! The faces: every page and every programming interface, over the same handlers. A page is a typed
//! struct; its module's path is its template's path.

mod api;
mod bearer;
pub(crate) mod console;
pub(crate) mod dash;
mod did;
mod door;
mod files;
pub mod frame;
mod hands;
mod health;
mod making;
mod next;
mod open311;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod outside;
mod proxy;
mod query;
mod reached;
mod readiness;
mod refusal;
pub(crate) mod resident;
#[doc(hidden)]
pub mod samples;
mod sent;
mod shares;
mod site;
mod turns;
mod unsent;
mod visitor;

use axum::{Router, middleware};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

pub use console::extracts::Matters;
pub use door::{For, Listed, openapi, table};
pub use files::PhotoDesk;
pub use health::Metrics;
pub use making::Making;
pub use reached::{NoPublicAddress, PublicAddress, Reached};
pub use readiness::Readiness;
pub use site::Site;
pub use visitor::Known;

/// Everything that is served.
pub fn routes(site: Site, metrics: Metrics) -> Router {
    let health = health::routes(site.clone(), metrics);
    let pages = door::router(&site)
        .layer(CompressionLayer::new().gzip(true).quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn(frame::elder::remember))
        .layer(middleware::from_fn_with_state(site.clone(), frame::headers::guard));
    door::carried::shown_again(pages.with_state(site)).merge(health).merge(frame::assets::routes())
}

//! The faces: every page and every programming interface, over the same handlers. A page is a typed
//! struct; its module's path is its template's path.

pub(crate) mod console;
pub mod frame;
mod health;
pub(crate) mod resident;
#[doc(hidden)]
pub mod samples;

use std::sync::Arc;

use axum::Router;
use xianban_store::Db;

/// Renders the metrics page, in Prometheus' text form.
pub type Metrics = Arc<dyn Fn() -> String + Send + Sync>;

/// Everything that is served.
pub fn routes(db: Db, metrics: Metrics) -> Router {
    health::routes(db, metrics).merge(frame::assets::routes())
}

//! The faces: every page and every programming interface, over the same handlers.

mod health;

use std::sync::Arc;

use axum::Router;
use xianban_store::Db;

/// Renders the metrics page, in Prometheus' text form.
pub type Metrics = Arc<dyn Fn() -> String + Send + Sync>;

/// Everything that is served.
pub fn routes(db: Db, metrics: Metrics) -> Router {
    health::routes(db, metrics)
}

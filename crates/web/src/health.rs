//! What a supervisor asks: is the program alive, does its database answer, what has it counted.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use xianban_store::{Db, Error, params};

/// Renders the metrics page, in Prometheus' text form.
pub type Metrics = Arc<dyn Fn() -> String + Send + Sync>;

/// `/healthz` (the program lives), `/readyz` (the database answers), `/metrics` (Prometheus).
pub(crate) fn routes(db: Db, metrics: Metrics) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(move |State(db): State<Db>| async move { count(&db, &metrics) }))
        .with_state(db)
}

async fn ready(State(db): State<Db>) -> (StatusCode, &'static str) {
    let asked = db.read(|tx| tx.row("select n from migration limit 1", params![])).await;
    match asked {
        Ok(Some(_)) => (StatusCode::OK, "ready\n"),
        Ok(None) => (StatusCode::SERVICE_UNAVAILABLE, "not migrated\n"),
        Err(Error::Busy) => (StatusCode::SERVICE_UNAVAILABLE, "busy\n"),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

fn count(db: &Db, metrics: &Metrics) -> String {
    let figures = db.figures();
    metrics::counter!("store_jobs_total").absolute(figures.jobs);
    metrics::counter!("store_reruns_total").absolute(figures.reruns);
    metrics::counter!("store_commits_total").absolute(figures.commits);
    metrics()
}

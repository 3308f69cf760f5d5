//! What a supervisor asks: is the program alive, does its database answer, what has it counted.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use subtle::ConstantTimeEq;
use tokio::time::timeout;
use xianban_store::{Db, Error, params};

use crate::bearer::bearer;
use crate::readiness::Readiness;
use crate::site::Site;

/// Renders the metrics page, in Prometheus' text form.
pub type Metrics = Arc<dyn Fn() -> String + Send + Sync>;

/// `/healthz` (the program lives), `/readyz` (it can read and write), `/metrics` (Prometheus, to loopback
/// or with the token).
pub(crate) fn routes(site: Site, metrics: Metrics) -> Router {
    let state = (site.office.db.clone(), site.ready.clone());
    let measured = move |State((db, _)): State<(Db, Readiness)>, request: Request| async move {
        if may_measure(&site, request.extensions(), request.headers()) {
            count(&db, &metrics).into_response()
        } else {
            let said = "only to loopback, or with the token of the configuration\n";
            (StatusCode::FORBIDDEN, said).into_response()
        }
    };
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(measured))
        .with_state(state)
}

/// What comes through a proxy comes from outside, also when the proxy runs here.
fn may_measure(site: &Site, extensions: &Extensions, headers: &HeaderMap) -> bool {
    let told = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = told.and_then(bearer).unwrap_or_default();
    let token = site.metrics_token.as_ref().map(|token| token.reveal().as_bytes());
    if token.is_some_and(|token| bool::from(token.ct_eq(given.as_bytes()))) {
        return true;
    }
    let caller = site.reached.caller(extensions, headers);
    let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    !forwarded && (caller.is_loopback() || caller.is_unspecified())
}

/// Whoever asks gets an answer within this time, whatever the database does.
const ANSWERED_WITHIN: Duration = Duration::from_secs(2);

async fn ready(State((db, ready)): State<(Db, Readiness)>) -> (StatusCode, String) {
    let not = |why: &str| (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n"));
    if let Some(why) = ready.why_not() {
        return not(&why);
    }
    let asked = db.read(|tx| tx.row("select n from migration limit 1", params![]));
    let Ok(asked) = timeout(ANSWERED_WITHIN, asked).await else {
        tracing::warn!("the database did not answer within {ANSWERED_WITHIN:?}");
        return not("the database does not answer in time");
    };
    match asked {
        Ok(Some(_)) => (StatusCode::OK, "ready\n".to_owned()),
        Ok(None) => not("not migrated"),
        Err(Error::Busy) => not("busy"),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            not("the database does not answer")
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

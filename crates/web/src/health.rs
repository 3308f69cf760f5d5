//! What a supervisor asks: is the program alive, does its database answer, what has it counted.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use subtle::ConstantTimeEq;
use tokio::time::timeout;
use xianban_store::{Db, Error, params};

use crate::bearer::bearer;
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

/// A node that wrote nothing for so long cannot.
const LAST_WRITTEN_WITHIN: Duration = Duration::from_secs(7);

/// Whether this node can be given requests, as it last found out by writing.
#[derive(Clone, Debug, Default)]
pub struct Readiness(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// Whether anybody tries to write; not in a site without a schedule.
    watched: bool,
    wrote: Option<Instant>,
    why_not: Option<String>,
    leaving: bool,
}

impl Readiness {
    /// From now on somebody tells; the start has just written.
    pub fn watched(&self) {
        let mut known = self.known();
        (known.watched, known.wrote) = (true, Some(Instant::now()));
    }

    /// Something was written.
    pub fn wrote(&self) {
        let mut known = self.known();
        (known.wrote, known.why_not) = (Some(Instant::now()), None);
    }

    /// Something could not be written, for this reason.
    pub fn could_not(&self, why: String) {
        self.known().why_not = Some(why);
    }

    /// The node is about to stop and wants no more requests.
    pub fn leaves(&self) {
        self.known().leaving = true;
    }

    /// Whether it is about to stop.
    pub fn is_leaving(&self) -> bool {
        self.known().leaving
    }

    /// Why it cannot write, if it cannot.
    fn why_not(&self) -> Option<String> {
        let known = self.known();
        if known.leaving {
            return Some("about to stop".to_owned());
        }
        let lately = known.wrote.is_some_and(|wrote| wrote.elapsed() < LAST_WRITTEN_WITHIN);
        if !known.watched || (lately && known.why_not.is_none()) {
            return None;
        }
        let why = known.why_not.clone();
        Some(why.unwrap_or_else(|| "nothing could be written lately".to_owned()))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

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

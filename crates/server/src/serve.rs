use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use xianban_store::Db;
use xianban_web::Metrics;

use crate::boot;
use crate::configuration::{Fault, Settings};

/// Serves until the operator stops the program; what is queued then is finished first.
pub fn run(settings: &Settings) -> Result<(), Fault> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("info"))
        .with_writer(std::io::stderr)
        .init();
    let db = boot::open(settings)?;
    tokio::runtime::Runtime::new()
        .map_err(Fault::while_doing("starting"))?
        .block_on(listen(settings, db))
}

async fn listen(settings: &Settings, db: Db) -> Result<(), Fault> {
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(Fault::while_doing(format!("listening on {}", settings.listen)))?;
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("metrics are already recorded elsewhere");
    }
    let metrics: Metrics = std::sync::Arc::new(move || handle.render());
    println!("http://{} ({})", settings.listen, db.engine());
    axum::serve(listener, xianban_web::routes(db, metrics))
        .with_graceful_shutdown(stopped())
        .await
        .map_err(Fault::while_doing("serving"))
}

/// Ends on Ctrl-C or on the signal a service manager sends.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

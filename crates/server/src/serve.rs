use std::net::SocketAddr;

use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use xianban_domain::office::Office;
use xianban_kernel::{Clock, Moment};
use xianban_web::{Metrics, Site};

use crate::configuration::{Fault, Settings};
use crate::courier::Courier;
use crate::files;
use crate::schedule::Schedule;

/// How the office is opened before its pages are served.
pub type Opening = fn(&Settings, Moment) -> Result<Office, Fault>;

/// Serves until the operator stops the program; what is queued then is finished first.
pub fn run(settings: &Settings, opening: Opening) -> Result<(), Fault> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("info"))
        .with_writer(std::io::stderr)
        .init();
    let clock = Clock::machine();
    let office = opening(settings, clock.now())?;
    tokio::runtime::Runtime::new()
        .map_err(Fault::while_doing("starting"))?
        .block_on(listen(settings, &office, clock))?;
    office.db.close();
    Ok(())
}

async fn listen(settings: &Settings, office: &Office, clock: Clock) -> Result<(), Fault> {
    let cannot = || Fault::while_doing(format!("listening on {}", settings.listen));
    let listener = TcpListener::bind(settings.listen).await.map_err(cannot())?;
    let address = listener.local_addr().map_err(cannot())?;
    let photos = files::desk(settings)?;
    let objects = photos.objects.clone();
    let site =
        Site::open(office.clone(), clock.clone(), photos).await?.reached(settings.reached.clone());
    let pages = xianban_web::routes(site, metrics());
    println!("district {} ({})", office.district, office.db.engine());
    let faces = [
        ("residents", ""),
        ("console", "c"),
        ("API", "api/openapi.json"),
        ("Open311", "open311/v2/services.json"),
    ];
    for (face, path) in faces {
        println!("{face:<10} http://{address}/{path}");
    }
    let here = settings.reached.address.as_ref();
    let here = here.map_or_else(|| format!("http://{address}"), ToString::to_string);
    let courier = Courier::of(office.clone(), settings.texting.clone(), clock.clone(), here);
    let data = settings.data.clone();
    let schedule = Schedule::start(courier, office.clone(), clock, data, objects);
    let pages = pages.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, pages).with_graceful_shutdown(stopped()).await;
    schedule.stop().await;
    served.map_err(Fault::while_doing("serving"))
}

fn metrics() -> Metrics {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("metrics are already recorded elsewhere");
    }
    std::sync::Arc::new(move || handle.render())
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

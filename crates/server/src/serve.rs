use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use xianban_domain::office::Office;
use xianban_kernel::Clock;
use xianban_web::{Making, Metrics, PhotoDesk, Readiness, Site};

use crate::alone;
use crate::boot;
use crate::configuration::{Fault, Settings};
use crate::connections;
use crate::courier::Courier;
use crate::demo::{Demo, Year};
use crate::files;
use crate::schedule::{self, Schedule};

/// What is queued in the database has so long for its end when the program is stopped.
const LAST_WORK: Duration = Duration::from_secs(5);

/// Serves until the operator stops the program; what is queued then is finished first.
pub fn run(settings: &Settings) -> Result<(), Fault> {
    logs();
    let held = alone::held(settings)?;
    let clock = settings.clock.clone();
    let office = boot::district(settings, clock.now())?;
    if held.is_some() {
        schedule::nobody_leads(&office)?;
    }
    until_stopped(settings, office, clock, None)?;
    drop(held);
    Ok(())
}

/// The same for the demo, by its own clock; its year goes on while it is served.
pub fn run_demo(settings: &Settings, bare: bool) -> Result<(), Fault> {
    logs();
    let held = alone::held(settings)?;
    let Demo { clock, laid_at, year } = Demo::of(settings, bare)?;
    let office = boot::demo(settings, laid_at, clock.now())?;
    if let Some(year) = &year {
        year.begins()?;
    }
    if held.is_some() {
        schedule::nobody_leads(&office)?;
    }
    until_stopped(settings, office, clock, year)?;
    drop(held);
    Ok(())
}

fn logs() {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("info"))
        .with_writer(std::io::stderr)
        .init();
}

fn until_stopped(
    settings: &Settings,
    office: Office,
    clock: Clock,
    year: Option<Year>,
) -> Result<(), Fault> {
    let photos = files::desk(settings, &office.db, clock.now())?;
    tokio::runtime::Runtime::new().map_err(Fault::while_doing("starting"))?.block_on(listen(
        settings,
        (&office, photos),
        clock,
        year,
    ))?;
    // A database that does not answer keeps nobody here: what it answered is on its disk.
    let (closed, is_closed) = channel();
    thread::spawn(move || {
        office.db.close();
        closed.send(())
    });
    if is_closed.recv_timeout(LAST_WORK).is_err() {
        tracing::warn!("the database did not let go in time");
    }
    Ok(())
}

async fn listen(
    settings: &Settings,
    (office, photos): (&Office, PhotoDesk),
    clock: Clock,
    year: Option<Year>,
) -> Result<(), Fault> {
    let stopped = stopped()?;
    let cannot = || Fault::while_doing(format!("listening on {}", settings.listen));
    let listener = TcpListener::bind(settings.listen).await.map_err(cannot())?;
    let address = listener.local_addr().map_err(cannot())?;
    let objects = photos.objects.clone();
    let making = year.as_ref().map_or_else(Making::default, |year| year.making.clone());
    let site = Site::open(office.clone(), clock.clone(), photos).await?;
    let site = site.reached(settings.reached.clone()).metered(settings.metrics_token.clone());
    let ready = Readiness::default();
    let site = site.making(making.clone()).readied(ready.clone());
    if let Some(warning) = settings.unnamed_proxy() {
        tracing::warn!("{warning}");
    }
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
    let album = objects.clone();
    let schedule =
        Schedule::start(courier, (office.clone(), clock), (data, objects), (making, ready.clone()));
    let year = year.map(|year| tokio::spawn(year.live(office.clone(), album)));
    let proxies = settings.reached.proxies.clone();
    let stopped = async {
        stopped.await;
        ready.leaves();
    };
    connections::serve(listener, pages, settings.connections, proxies, stopped).await;
    if let Some(year) = year {
        year.abort();
    }
    schedule.stop().await;
    Ok(())
}

fn metrics() -> Metrics {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("metrics are already recorded elsewhere");
    }
    std::sync::Arc::new(move || handle.render())
}

/// Ends on Ctrl-C or on the signal a service manager sends. A hang-up, as when a terminal is closed or
/// a manager asks for the configuration to be read again, ends nothing: it is read at the start. They
/// are listened to from this call on, not only once somebody waits.
fn stopped() -> Result<impl Future<Output = ()>, Fault> {
    use tokio::signal::unix::{SignalKind, signal};
    let hears = |kind| signal(kind).map_err(Fault::while_doing("listening to signals"));
    let (mut interrupt, mut terminate) =
        (hears(SignalKind::interrupt())?, hears(SignalKind::terminate())?);
    let mut hang_up = hears(SignalKind::hangup())?;
    Ok(async move {
        loop {
            tokio::select! {
                _ = interrupt.recv() => return,
                _ = terminate.recv() => return,
                _ = hang_up.recv() => {
                    tracing::info!("SIGHUP: still serving; the configuration is read at the start only");
                }
            }
        }
    })
}

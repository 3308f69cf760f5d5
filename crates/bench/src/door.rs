//! The real routes on a loopback port, with the sealer beside them as in the running program.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use xianban_domain::dossier::seal_waiting;
use xianban_domain::office::Office;
use xianban_kernel::Clock;
use xianban_web::{PhotoDesk, Site};

use crate::Outcome;

/// As in the program's schedule.
const SEAL_EVERY: Duration = Duration::from_secs(4);

/// A site that is open for requests.
pub struct Door {
    /// Where it listens.
    pub address: SocketAddr,
    runtime: Runtime,
    stop: watch::Sender<bool>,
    serving: JoinHandle<std::io::Result<()>>,
    sealing: JoinHandle<()>,
}

impl Door {
    /// Opens the site, with sealing or, for a recording that must not be disturbed, without.
    pub fn open(office: &Office, sealed: bool) -> Outcome<Self> {
        let runtime = Runtime::new()?;
        let (stop, stopped) = watch::channel(false);
        let clock = Clock::machine();
        let (listener, site) = runtime.block_on(async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>((
                listener,
                Site::open(office.clone(), clock.clone(), PhotoDesk::in_memory()).await?,
            ))
        })?;
        let address = listener.local_addr()?;
        let pages = xianban_web::routes(site, Arc::new(String::new));
        let mut told = stopped.clone();
        let serving = runtime.spawn(async move {
            let until = async move { drop(told.changed().await) };
            axum::serve(listener, pages).with_graceful_shutdown(until).await
        });
        let sealing = runtime.spawn(seal(office.clone(), clock, stopped, sealed));
        Ok(Self { address, runtime, stop, serving, sealing })
    }

    /// Finishes what was asked and lets go of the office.
    pub fn close(self) -> Outcome<()> {
        self.stop.send_replace(true);
        let ended = self.runtime.block_on(async { (self.serving.await, self.sealing.await) });
        ended.0??;
        ended.1?;
        Ok(())
    }
}

async fn seal(office: Office, clock: Clock, mut stopped: watch::Receiver<bool>, sealed: bool) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(SEAL_EVERY) => {}
            _ = stopped.changed() => return,
        }
        if sealed
            && let Err(error) =
                seal_waiting(&office.db, &office.keys, office.district, clock.now()).await
        {
            eprintln!("the sealer: {error}");
        }
    }
}

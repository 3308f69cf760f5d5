//! Connections from outside: how many there may be, how long each may take for what it does, and who
//! goes when there is no room. A stranger who connects and says nothing keeps nobody out.

mod bodies;
mod crowd;
mod descriptors;
mod limits;
mod pulse;
mod stream;

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};
use tower::ServiceExt;
use xianban_web::Known;

use bodies::{Answer, Sent};
use crowd::{Doing, makes_room};
use pulse::Pulse;
use stream::Stream;

pub use limits::{Given, Limits};

/// Whoever is being answered, or has sent half of what he asks, when the program is stopped has so long
/// for the rest.
const FAREWELL: Duration = Duration::from_secs(15);

/// All connections there are.
#[derive(Clone)]
struct Crowd {
    began: Instant,
    limits: Limits,
    most: usize,
    guests: Arc<Mutex<HashMap<u64, Arc<Pulse>>>>,
    next: Arc<AtomicU64>,
    /// Whether each answer is the last on its connection.
    leaving: Arc<AtomicBool>,
}

/// How a connection is answered.
#[derive(Clone)]
struct Manner {
    /// The least pace of a body.
    pace: u64,
    /// Whether each answer is the last.
    leaving: Arc<AtomicBool>,
}

/// Serves pages until `stopped` ends; what is asked then is still answered.
pub async fn serve(
    listener: TcpListener,
    pages: Router,
    limits: Limits,
    proxies: Vec<IpAddr>,
    stopped: impl Future<Output = ()>,
) {
    let crowd = Crowd::new(limits);
    tracing::info!(most = crowd.most, "connections");
    let (last_call, called) = watch::channel(false);
    let sweeping = tokio::spawn(crowd.clone().sweep());
    let leaving = crowd.leaving.clone();
    let mut stopped = std::pin::pin!(async move {
        stopped.await;
        leaving.store(true, Ordering::Relaxed);
        sleep(limits.leaving).await;
    });
    loop {
        let came = tokio::select! {
            () = &mut stopped => break,
            came = listener.accept() => came,
        };
        let (stream, peer) = match came {
            Ok(came) => came,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                crowd.make_room();
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let ours = proxies.contains(&peer.ip().to_canonical());
        if let Some((id, pulse)) = crowd.enters(ours) {
            let (crowd, pages, called) = (crowd.clone(), pages.clone(), called.clone());
            tokio::spawn(async move {
                let manner = Manner { pace: crowd.limits.pace, leaving: crowd.leaving.clone() };
                converse(stream, peer, pages, (pulse, manner), called).await;
                crowd.leaves(id);
            });
        }
    }
    drop((listener, called));
    last_call.send_replace(true);
    if timeout(FAREWELL, last_call.closed()).await.is_err() {
        tracing::warn!("some were not answered to the end");
    }
    sweeping.abort();
}

impl Crowd {
    fn new(limits: Limits) -> Self {
        let most = descriptors::connections(descriptors::raised());
        let most = limits.most.map_or(most, |wanted| wanted.min(most));
        let (guests, next, leaving) = (Arc::default(), Arc::default(), Arc::default());
        Self { began: Instant::now(), limits, most, guests, next, leaving }
    }

    /// Takes one more, if there is room or can be made.
    fn enters(&self, ours: bool) -> Option<(u64, Arc<Pulse>)> {
        if self.guests().len() >= self.most && !self.make_room() {
            return None;
        }
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let pulse = Arc::new(Pulse::new(self.began, ours));
        self.guests().insert(id, pulse.clone());
        Some((id, pulse))
    }

    fn leaves(&self, id: u64) {
        self.guests().remove(&id);
    }

    /// Closes whoever matters least; answers whether anybody had to go.
    fn make_room(&self) -> bool {
        let now = self.began.elapsed();
        let mut guests = self.guests();
        let gone = makes_room(guests.iter().map(|(id, pulse)| (*id, pulse.seen())), now);
        let Some(pulse) = gone.and_then(|id| guests.remove(&id)) else { return false };
        pulse.end.notify_one();
        true
    }

    /// Every second closes those that have used up their time.
    async fn sweep(self) {
        let mut second = interval(Duration::from_secs(1));
        second.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            second.tick().await;
            let now = self.began.elapsed();
            let guests = self.guests();
            let late = guests.values().filter(|pulse| pulse.seen().overdue(&self.limits, now));
            late.for_each(|pulse| pulse.end.notify_one());
        }
    }

    fn guests(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Arc<Pulse>>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers what is asked on one connection, until either side ends it.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    pages: Router,
    (pulse, manner): (Arc<Pulse>, Manner),
    mut called: watch::Receiver<bool>,
) {
    // Answers are written whole; waiting for more would only delay the last piece.
    drop(stream.set_nodelay(true));
    let noted = pulse.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        answer(request, peer, pages.clone(), noted.clone(), manner.clone())
    });
    let stream = TokioIo::new(Stream { stream, pulse: pulse.clone() });
    let mut talk = std::pin::pin!(http1::Builder::new().serve_connection(stream, service));
    loop {
        tokio::select! {
            ended = talk.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection broke off");
                }
                return;
            }
            () = pulse.end.notified() => return,
            Ok(()) = called.changed() => {
                if pulse.seen().doing == Doing::Silent {
                    return;
                }
                talk.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    pages: Router,
    pulse: Arc<Pulse>,
    manner: Manner,
) -> Result<Response<Answer>, Infallible> {
    let whole = request.body().is_end_stream();
    pulse.begins(if whole { Doing::Answering } else { Doing::Sending });
    let (noted, known) = (pulse.clone(), Known(pulse.known.clone()));
    let mut request = request.map(|body| {
        if whole {
            Body::empty()
        } else {
            Body::new(Sent::new(Body::new(body), noted, manner.pace))
        }
    });
    request.extensions_mut().insert(ConnectInfo(peer));
    request.extensions_mut().insert(known);
    let mut answer = pages.oneshot(request).await?;
    if manner.leaving.load(Ordering::Relaxed) {
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(answer.map(|body| Answer { body, pulse }))
}

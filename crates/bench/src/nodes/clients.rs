//! Clients that file one matter after another through the city's door, each under a key of its own, and
//! send it again until it is acknowledged.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use hyper::StatusCode;
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::Outcome;
use crate::client::{Client, Form};
use crate::words::message;

/// The token of the demo's service account.
const TOKEN: &str = "demo";
/// Nobody waits longer for an answer.
const PATIENCE: Duration = Duration::from_secs(80);
/// Whoever was refused waits so long before he sends again.
const REST: Duration = Duration::from_millis(250);
/// Between two matters of a client.
const PAUSE: Duration = Duration::from_millis(30);
/// Whoever was not acknowledged for so long gives up: the matter counts as lost.
const GIVES_UP: Duration = Duration::from_mins(3);

/// What one client saw.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// When each filing was acknowledged, under which number, after how long.
    pub filed: Vec<(Instant, String, Duration)>,
    /// When an attempt failed, and how.
    pub failed: Vec<(Instant, String)>,
    /// When the first page was read, or how it failed.
    pub pages: Vec<(Instant, Option<String>)>,
    /// How many filings were never acknowledged.
    pub lost: usize,
}

/// Clients at work.
pub struct Clients {
    over: Arc<AtomicBool>,
    acting: JoinSet<Seen>,
}

impl Clients {
    /// So many begin to file.
    pub fn begin(many: usize, door: SocketAddr) -> Self {
        let (over, next) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let mut acting = JoinSet::new();
        for _ in 0..many {
            let mut one = One { door, client: None, seen: Seen::default() };
            let (over, next) = (over.clone(), next.clone());
            acting.spawn(async move {
                while !over.load(Ordering::Relaxed) {
                    one.files(next.fetch_add(1, Ordering::Relaxed)).await;
                    one.reads().await;
                    sleep(PAUSE).await;
                }
                one.seen
            });
        }
        Self { over, acting }
    }

    /// They finish what they have begun.
    pub async fn end(self) -> Seen {
        self.over.store(true, Ordering::Relaxed);
        let mut all = Seen::default();
        for seen in self.acting.join_all().await {
            all.filed.extend(seen.filed);
            all.failed.extend(seen.failed);
            all.pages.extend(seen.pages);
            all.lost += seen.lost;
        }
        all
    }
}

struct One {
    door: SocketAddr,
    client: Option<Client>,
    seen: Seen,
}

impl One {
    async fn files(&mut self, n: usize) {
        let (key, began) = (format!("{n:032x}"), Instant::now());
        let form = serde_json::json!({
            "category": "other", "text": message(n), "place": "", "place_unknown": "on",
        });
        while began.elapsed() < GIVES_UP {
            match self.sends(&key, form.to_string()).await {
                Ok(no) => return self.seen.filed.push((Instant::now(), no, began.elapsed())),
                Err(why) => self.fails(why).await,
            }
        }
        self.seen.lost += 1;
    }

    async fn fails(&mut self, why: String) {
        self.client = None;
        self.seen.failed.push((Instant::now(), why));
        sleep(REST).await;
    }

    async fn sends(&mut self, key: &str, form: String) -> Result<String, String> {
        let client = self.connected().await?;
        let asked = timeout(PATIENCE, client.post_as("/ask/livelihood", TOKEN, key, form));
        let answered = asked.await.map_err(|_| "no answer".to_owned())?;
        let (status, body) = answered.map_err(|fault| fault.to_string())?;
        let said: Value = serde_json::from_slice(&body).unwrap_or_default();
        // Whoever sends again is told where the matter is.
        let href = said.get("href").and_then(Value::as_str);
        let no = href.and_then(|href| href.strip_prefix("/appeals/"));
        if let (StatusCode::CREATED | StatusCode::OK, Some(no)) = (status, no) {
            return Ok(no.to_owned());
        }
        let code = said.get("code").and_then(Value::as_str).unwrap_or("from the proxy");
        Err(format!("{} {code}", status.as_u16()))
    }

    async fn reads(&mut self) {
        let read = self.first_page().await;
        if read.is_err() {
            self.client = None;
        }
        self.seen.pages.push((Instant::now(), read.err()));
    }

    async fn first_page(&mut self) -> Result<(), String> {
        let client = self.connected().await?;
        let asked = timeout(PATIENCE, client.get("/", "", Form::Html));
        let answered = asked.await.map_err(|_| "no answer".to_owned())?;
        answered.map(drop).map_err(|fault| fault.to_string().chars().take(25).collect())
    }

    /// The kept connection; another one where the proxy has closed it after an answer.
    async fn connected(&mut self) -> Result<&mut Client, String> {
        let closed = match &mut self.client {
            Some(client) => !client.is_open().await,
            None => true,
        };
        if closed {
            let opened: Outcome<Client> = Client::connect(self.door).await;
            self.client = Some(opened.map_err(|fault| fault.to_string())?);
        }
        self.client.as_mut().ok_or_else(|| "no connection".to_owned())
    }
}

/// How often each of them was said.
pub fn counted<'a>(said: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for one in said {
        *counted.entry(one.clone()).or_default() += 1;
    }
    counted
}

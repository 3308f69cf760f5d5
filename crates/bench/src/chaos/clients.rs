//! Clients that file, accept and note, and ask again under the same key until they are answered.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};
use xianban_kernel::{Draw, Seed};

use super::house::House;
use crate::Outcome;
use crate::client::{Client, Form, Proof};
use crate::strain::browser::Browser;
use crate::words::message;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const PASSWORD: &str = "春光山色-2026-先办";
/// The demo's service account.
const TOKEN: &str = "demo";
/// Nobody waits longer for one answer; then he asks again.
const PATIENCE: Duration = Duration::from_secs(40);
/// Notes about each appeal.
const NOTES: usize = 4;
/// One request in so many is sent again after it was answered.
const AGAIN: u64 = 40;

/// An appeal as its client knows it.
#[derive(Clone, Debug)]
pub struct Record {
    /// Under which key it was filed.
    pub key: String,
    /// The number it was given.
    pub no: String,
    /// Whether its acceptance was acknowledged.
    pub accepted: bool,
    /// How many notes were acknowledged.
    pub notes: usize,
}

/// What all clients know.
pub type Records = Vec<Record>;

/// How it went.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counts {
    pub filed: usize,
    pub accepted: usize,
    pub noted: usize,
    /// Answers to a request that had been answered before: the same each time.
    pub repeated: usize,
    /// Other answers and breaks, by their kind; each was asked again.
    pub otherwise: BTreeMap<String, usize>,
    /// The longest that one client waited from its first try to its answer, seconds.
    pub longest: f64,
}

/// Where clients go, and as whom.
pub struct Party {
    nodes: Vec<SocketAddr>,
    cookie: String,
    csrf: String,
    counts: Mutex<Counts>,
    next: AtomicUsize,
    /// A building of the clerk's community.
    place: String,
}

/// What is sent.
#[derive(Clone)]
struct Sent {
    path: String,
    key: String,
    body: String,
    /// As the clerk, not as the other system.
    by_clerk: bool,
}

impl Party {
    /// Logs the clerk in.
    pub async fn enters(house: &House) -> Outcome<Self> {
        let nodes: Vec<_> = house.nodes.iter().map(|node| node.address).collect();
        let to = *nodes.first().ok_or("there is no node")?;
        let mut clerk = Browser::at_a_form(HERE, to, "/c/login").await?;
        let form = json!({ "account": "clerk", "password": PASSWORD });
        let (status, _) = clerk.post("/c/login", &form).await?;
        if !status.is_success() && !status.is_redirection() {
            return Err(format!("the clerk's login was answered {status}").into());
        }
        clerk.opens_form("/c/new").await?;
        let (cookie, csrf) = clerk.proof();
        let place = building(to).await?;
        let (counts, next) = (Mutex::default(), AtomicUsize::new(0));
        Ok(Self { nodes, cookie, csrf, counts, next, place })
    }

    /// How it went until now.
    pub fn counts(&self) -> Counts {
        self.counted(|counts| counts.clone())
    }

    fn counted<T>(&self, with: impl FnOnce(&mut Counts) -> T) -> T {
        with(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks until it is answered.
    async fn ask(&self, sent: &Sent, draw: &mut Draw) -> Outcome<Value> {
        let began = Instant::now();
        loop {
            let answered = timeout(PATIENCE, self.ask_once(sent)).await;
            let otherwise = match answered {
                Ok(Ok((status, body))) if is_done(status) => {
                    let waited = began.elapsed().as_secs_f64();
                    self.counted(|counts| counts.longest = counts.longest.max(waited));
                    return Ok(body);
                }
                Ok(Ok((status, body))) if !is_for_now(status) => {
                    return Err(format!("{} was answered {status}: {body}", sent.path).into());
                }
                Ok(Ok((status, body))) => format!("{status} {}", code(&body)),
                Ok(Err(_)) => "connection broken".to_owned(),
                Err(_) => format!("no answer within {PATIENCE:?}"),
            };
            self.counted(|counts| *counts.otherwise.entry(otherwise).or_default() += 1);
            sleep(Duration::from_millis(50 + draw.below(300))).await;
        }
    }

    async fn ask_once(&self, sent: &Sent) -> Outcome<(StatusCode, Value)> {
        let n = self.next.fetch_add(1, Ordering::Relaxed) % self.nodes.len().max(1);
        let to = *self.nodes.get(n).ok_or("there is no node")?;
        let mut client = Client::connect(to).await?;
        let (status, body) = if sent.by_clerk {
            let proof = Proof { csrf: &self.csrf, key: &sent.key };
            client.post_in(&sent.path, &self.cookie, proof, sent.body.clone()).await?
        } else {
            client.post_as(&sent.path, TOKEN, &sent.key, sent.body.clone()).await?
        };
        Ok((status, serde_json::from_slice(&body).unwrap_or(Value::Null)))
    }

    /// The version at which the clerk sees an appeal.
    async fn version(&self, no: &str, draw: &mut Draw) -> String {
        loop {
            let n = self.next.fetch_add(1, Ordering::Relaxed) % self.nodes.len().max(1);
            let seen = async {
                let to = *self.nodes.get(n).ok_or("there is no node")?;
                let mut client = Client::connect(to).await?;
                let page = format!("/c/appeals/{no}/accept");
                let page = client.get(&page, &self.cookie, Form::Json).await?;
                let page: Value = serde_json::from_slice(&page)?;
                let version = page.get("version").ok_or("a page without a version")?;
                Ok::<_, Box<dyn std::error::Error + Send + Sync>>(version.to_string())
            };
            if let Ok(Ok(version)) = timeout(PATIENCE, seen).await {
                return version;
            }
            sleep(Duration::from_millis(50 + draw.below(300))).await;
        }
    }

    /// A request that was answered, once more: the answer is the first one.
    async fn again(&self, sent: &Sent, first: &Value, draw: &mut Draw) -> Outcome<()> {
        let second = self.ask(sent, draw).await?;
        if second.get("href") != first.get("href") {
            return Err(format!("{}: {first} became {second}", sent.path).into());
        }
        self.counted(|counts| counts.repeated += 1);
        Ok(())
    }
}

/// One client, until it is over.
pub async fn acts(party: Arc<Party>, n: usize, over: Arc<AtomicBool>) -> Outcome<Records> {
    let mut draw = Seed::fixed(u64::try_from(n)? + 1).draw();
    let mut records = Records::new();
    while !over.load(Ordering::SeqCst) {
        let number = records.len();
        let filing = filing(&party, n, number);
        let answer = party.ask(&filing, &mut draw).await?;
        let href = answer.get("href").and_then(Value::as_str).unwrap_or_default();
        let no = href.strip_prefix("/appeals/").ok_or("a filing without a number")?;
        party.counted(|counts| counts.filed += 1);
        if draw.below(AGAIN) == 0 {
            party.again(&filing, &answer, &mut draw).await?;
        }
        let mut record =
            Record { key: filing.key.clone(), no: no.to_owned(), accepted: false, notes: 0 };
        let version = party.version(&record.no, &mut draw).await;
        let accept = move_of(&record.no, "accept", (n, number, 0), &json!({ "version": version }));
        party.ask(&accept, &mut draw).await?;
        party.counted(|counts| counts.accepted += 1);
        record.accepted = true;
        for note in 1..=NOTES {
            let words = json!({ "words": message(note) });
            let note = move_of(&record.no, "note", (n, number, note), &words);
            let answer = party.ask(&note, &mut draw).await?;
            record.notes += 1;
            party.counted(|counts| counts.noted += 1);
            if draw.below(AGAIN) == 0 {
                party.again(&note, &answer, &mut draw).await?;
            }
        }
        records.push(record);
    }
    Ok(records)
}

/// Some of the filings once more, now that all is quiet: each still gets its first number. Answers
/// how many were asked.
pub async fn repeats(party: &Party, records: &Records) -> Outcome<usize> {
    let mut draw = Seed::fixed(7).draw();
    let step = records.len() / 500 + 1;
    let mut asked = 0;
    for record in records.iter().step_by(step) {
        let mut sent = filing(party, 0, 0);
        sent.key.clone_from(&record.key);
        sent.body = body_under(party, &record.key);
        party
            .again(&sent, &json!({ "href": format!("/appeals/{}", record.no) }), &mut draw)
            .await?;
        asked += 1;
    }
    Ok(asked)
}

fn filing(party: &Party, client: usize, n: usize) -> Sent {
    let key = format!("{client:08x}{n:016x}{:08x}", 0);
    let body = body_under(party, &key);
    Sent { path: "/ask/livelihood".to_owned(), key, body, by_clerk: false }
}

/// What is filed under a key, the same each time.
fn body_under(party: &Party, key: &str) -> String {
    let n = usize::from_str_radix(key.get(8..24).unwrap_or_default(), 16).unwrap_or_default();
    json!({ "category": "environment", "text": message(n), "place": party.place, "place_unknown": "" })
        .to_string()
}

fn move_of(no: &str, step: &str, of: (usize, usize, usize), body: &Value) -> Sent {
    let (client, n, part) = of;
    let key = format!("{client:08x}{n:016x}{:08x}", part + 1);
    let path = format!("/c/appeals/{no}/{step}");
    Sent { path, key, body: body.to_string(), by_clerk: true }
}

fn is_done(status: StatusCode) -> bool {
    status.is_success() || status.is_redirection()
}

/// Whether to ask again: the node or its database is away, or its clock has ended every session.
fn is_for_now(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::UNAUTHORIZED
}

fn code(body: &Value) -> &str {
    body.get("code").and_then(Value::as_str).unwrap_or_default()
}

/// A building of the first community.
async fn building(to: SocketAddr) -> Outcome<String> {
    let mut client = Client::connect(to).await?;
    let mut place = String::new();
    loop {
        let path = format!("/ask/livelihood?place={place}");
        let page = client.get(&path, "", Form::Json).await?;
        let page: Value = serde_json::from_slice(&page)?;
        let next = page.pointer("/picker/next/0/code").and_then(Value::as_str);
        match next {
            Some(next) => next.clone_into(&mut place),
            None if place.is_empty() => return Err("there is no building".into()),
            None => return Ok(place),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { filed, accepted, noted, repeated, otherwise, longest } = self;
        let all = filed + accepted + noted;
        writeln!(
            f,
            "writes    {all} acknowledged: {filed} filed, {accepted} accepted, {noted} noted"
        )?;
        writeln!(f, "repeated  {repeated} under the same key, each answered as the first time")?;
        writeln!(f, "longest   {longest:.1} s from the first try to the answer")?;
        for (kind, times) in otherwise {
            writeln!(f, "          {times:>5}  {kind}")?;
        }
        Ok(())
    }
}

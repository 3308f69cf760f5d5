//! What the clients do: file appeals, list them, read them.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde_json::Value;
use tokio::task::JoinSet;
use xianban_kernel::Seed;

use crate::Outcome;
use crate::client::{Client, Form, Proof};
use crate::door::Door;
use crate::ground::Ground;
use crate::speed::Speed;
use crate::words::{message, one};

/// One in so many does not say where.
const UNPLACED: u64 = 10;

/// An appeal that was filed.
#[derive(Clone, Debug)]
pub struct Filed {
    /// Its number.
    pub no: String,
    /// Which client's resident filed it.
    pub by: usize,
    /// Whether it has a place, and so lies with the clerk's community.
    pub placed: bool,
}

/// A way of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it is called in the report.
    pub name: &'static str,
    what: What,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Queue,
    Own,
    ClerksPage,
    OwnPage,
}

/// Every way of reading, in the order they are run.
pub const READINGS: [Reading; 8] = [
    Reading { name: "clerk's queue, page", what: What::Queue, form: Form::Html },
    Reading { name: "clerk's queue, JSON", what: What::Queue, form: Form::Json },
    Reading { name: "resident's list, page", what: What::Own, form: Form::Html },
    Reading { name: "resident's list, JSON", what: What::Own, form: Form::Json },
    Reading { name: "clerk's appeal, page", what: What::ClerksPage, form: Form::Html },
    Reading { name: "clerk's appeal, JSON", what: What::ClerksPage, form: Form::Json },
    Reading { name: "resident's appeal, page", what: What::OwnPage, form: Form::Html },
    Reading { name: "resident's appeal, JSON", what: What::OwnPage, form: Form::Json },
];

/// Files so many appeals from all clients at once.
pub fn file(door: &Door, ground: &Ground, appeals: usize) -> Outcome<(Speed, Vec<Filed>)> {
    let ground = Arc::new(ground.clone());
    let clients = ground.residents.len();
    // Written beforehand: thinking up the messages is no part of the load.
    let forms: Arc<Vec<_>> = Arc::new((0..appeals).map(|n| form(&ground, n)).collect());
    at_once(door, clients, appeals, move |mut client, by, turns| {
        let (ground, forms) = (Arc::clone(&ground), Arc::clone(&forms));
        async move {
            let cookie = ground.residents.get(by).ok_or("a client without a resident")?;
            let csrf = token(&mut client, cookie).await?;
            turns.begin();
            let mut done = Done::default();
            while let Some(n) = turns.next() {
                let Some((placed, body)) = forms.get(n).cloned() else { continue };
                let key = format!("{n:032x}");
                let proof = Proof { csrf: &csrf, key: &key };
                let began = Instant::now();
                let answer = client.post("/ask/livelihood", cookie, proof, body).await?;
                done.waits.push(began.elapsed());
                let answer: Value = serde_json::from_slice(&answer)?;
                let no = answer.get("no").and_then(Value::as_str).ok_or("no number")?.to_owned();
                done.filed.push(Filed { no, by, placed });
            }
            Ok(done)
        }
    })
}

/// Files appeals one after another from one client, and says after each that it is done.
pub fn file_singly(
    door: &Door,
    ground: &Ground,
    appeals: usize,
    mut filed: impl FnMut(),
) -> Outcome<()> {
    let cookie = ground.residents.first().ok_or("a ground without residents")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut client = Client::connect(door.address).await?;
        let csrf = token(&mut client, cookie).await?;
        for n in 0..appeals {
            let (_, body) = form(ground, n);
            let key = format!("{n:032x}");
            let proof = Proof { csrf: &csrf, key: &key };
            client.post("/ask/livelihood", cookie, proof, body).await?;
            filed();
        }
        Ok(())
    })
}

/// Reads in one way, so many times, from all clients at once.
pub fn read(
    door: &Door,
    ground: &Ground,
    filed: &Arc<Vec<Filed>>,
    reading: Reading,
    times: usize,
) -> Outcome<Speed> {
    let (ground, filed) = (Arc::new(ground.clone()), Arc::clone(filed));
    let clients = ground.residents.len();
    let ran = at_once(door, clients, times, move |mut client, by, turns| {
        let (ground, filed) = (Arc::clone(&ground), Arc::clone(&filed));
        async move {
            let own = ground.residents.get(by).ok_or("a client without a resident")?;
            let seen: Vec<&Filed> = match reading.what {
                What::Queue | What::Own => Vec::new(),
                What::ClerksPage => filed.iter().filter(|appeal| appeal.placed).collect(),
                What::OwnPage => filed.iter().filter(|appeal| appeal.by == by).collect(),
            };
            turns.begin();
            let mut done = Done::default();
            while let Some(n) = turns.next() {
                let no = || seen.get(n % seen.len().max(1)).map_or("", |appeal| appeal.no.as_str());
                let (path, cookie) = match reading.what {
                    What::Queue => ("/c/inbox/accept".to_owned(), &ground.clerk),
                    What::Own => ("/my/appeals".to_owned(), own),
                    What::ClerksPage => (format!("/c/appeals/{}", no()), &ground.clerk),
                    What::OwnPage => (format!("/appeals/{}", no()), own),
                };
                let began = Instant::now();
                client.get(&path, cookie, reading.form).await?;
                done.waits.push(began.elapsed());
            }
            Ok(done)
        }
    });
    Ok(ran.map_err(|fault| format!("{}: {fault}", reading.name))?.0)
}

/// What one client did.
#[derive(Default)]
struct Done {
    waits: Vec<Duration>,
    filed: Vec<Filed>,
}

/// Numbers handed out to the clients until there are none left, and the moment when the first one
/// was ready to take one.
#[derive(Clone)]
struct Turns {
    next: Arc<AtomicUsize>,
    all: usize,
    began: Arc<std::sync::OnceLock<Instant>>,
}

impl Turns {
    fn begin(&self) {
        self.began.get_or_init(Instant::now);
    }

    fn next(&self) -> Option<usize> {
        Some(self.next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < self.all)
    }
}

/// Runs all clients on a thread of their own, so that the site's runtime is the site's alone.
fn at_once<F, R>(door: &Door, clients: usize, turns: usize, act: F) -> Outcome<(Speed, Vec<Filed>)>
where
    F: Fn(Client, usize, Turns) -> R,
    R: Future<Output = Outcome<Done>> + Send + 'static,
{
    let turns = Turns { next: Arc::default(), all: turns, began: Arc::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let mut acting = JoinSet::new();
        for by in 0..clients {
            let client = Client::connect(door.address).await?;
            acting.spawn(act(client, by, turns.clone()));
        }
        acting.join_all().await.into_iter().collect::<Outcome<Vec<_>>>()
    })?;
    let took = turns.began.get().map(Instant::elapsed).unwrap_or_default();
    let mut speed = Speed { took, count: turns.all, waits: Vec::new() };
    let mut filed = Vec::new();
    for one in done {
        speed.waits.extend(one.waits);
        filed.extend(one.filed);
    }
    Ok((speed, filed))
}

/// The form of the nth appeal, and whether it has a place.
fn form(ground: &Ground, n: usize) -> (bool, Bytes) {
    let mut draw = Seed::fixed(u64::try_from(n).unwrap_or_default()).draw();
    let placed = draw.below(UNPLACED) > 0;
    let places: Vec<&str> = ground.places.iter().map(String::as_str).collect();
    let place = if placed { one(&mut draw, &places) } else { "" };
    let body = serde_json::json!({
        "category": "environment",
        "text": message(n),
        "place": place,
        "place_unknown": if placed { "" } else { "on" },
        "consent": "on",
    });
    (placed, Bytes::from(body.to_string()))
}

/// The token that the form's page carries.
async fn token(client: &mut Client, cookie: &str) -> Outcome<String> {
    let page = client.get("/ask/livelihood", cookie, Form::Html).await?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let field = page.split("name=\"csrf\"").nth(1).ok_or("the form has no token")?;
    let value = field.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(value.ok_or("the form's token is empty")?.to_owned())
}

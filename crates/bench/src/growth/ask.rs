//! Asks the pages and makes some moves over HTTP, each so many times, one after the other.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::{Value, json};
use xianban_testkit::photos;

use super::fill::Filler;
use super::pages::{Askers, Page, Who};
use crate::Outcome;
use crate::client::{Client, Form};
use crate::door::Door;
use crate::speed::Waits;
use crate::strain::browser::Browser;
use crate::words::message;

/// Asked so often before it counts.
const WARMING: usize = 3;
/// What takes longer than this in all is asked less often.
const LONGEST: Duration = Duration::from_secs(10);
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A page or a move, and how long it took.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    pub name: &'static str,
    pub times: usize,
    pub bytes: usize,
    /// None where it could not be asked; then `fault` says why.
    pub waits: Option<Waits>,
    pub fault: String,
}

/// Asks everything.
pub fn ask(
    door: &Door,
    askers: &Askers,
    (pages, filler): (&[Page], &Filler),
    times: usize,
) -> Outcome<Vec<Asked>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut all = Vec::new();
        for page in pages {
            let mut client = Client::connect(door.address).await?;
            let asked = one(&mut client, askers, page, times).await;
            all.push(asked.unwrap_or_else(|fault| Asked::failed(page.name, &*fault)));
        }
        let moves = Moves { door, askers, filler, times };
        all.push(
            moves
                .looks_up()
                .await
                .unwrap_or_else(|fault| Asked::failed("look-up by a guest", &*fault)),
        );
        all.extend(moves.files_and_accepts().await?);
        all.extend(moves.shows_a_photo().await?);
        Ok(all)
    })
}

async fn one(client: &mut Client, askers: &Askers, page: &Page, times: usize) -> Outcome<Asked> {
    let cookie = askers.cookie(page.who)?;
    let mut addresses = page.addresses.clone();
    if page.next {
        let first = addresses.first().ok_or("a page without an address")?;
        let first: Value = serde_json::from_slice(&client.get(first, cookie, Form::Json).await?)?;
        let next = first.get("next").and_then(Value::as_str).ok_or("there is no next page")?;
        addresses = vec![next.to_owned()];
    }
    let addresses: Vec<String> = addresses.iter().map(|address| escaped(address)).collect();
    let mut timed = Timed::default();
    while timed.goes_on(times) {
        let place = timed.done % addresses.len().max(1);
        let address = addresses.get(place).ok_or("nothing of this kind is known")?;
        let began = Instant::now();
        let body = client.get(address, cookie, page.form).await?;
        timed.add(began.elapsed(), body.len());
    }
    timed.of(page.name)
}

/// The address with every byte beyond ASCII escaped.
pub(super) fn escaped(address: &str) -> String {
    let escape = |byte: u8| match byte {
        b'!'..=b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    address.bytes().map(escape).collect()
}

/// Waits that are being taken.
#[derive(Default)]
struct Timed {
    done: usize,
    waits: Vec<Duration>,
    spent: Duration,
    bytes: usize,
}

impl Timed {
    fn goes_on(&self, times: usize) -> bool {
        self.waits.len() < times && (self.waits.is_empty() || self.spent < LONGEST)
    }

    fn add(&mut self, took: Duration, bytes: usize) {
        if self.done >= WARMING || self.spent > LONGEST {
            self.waits.push(took);
        }
        (self.done, self.spent, self.bytes) = (self.done + 1, self.spent + took, bytes);
    }

    fn of(self, name: &'static str) -> Outcome<Asked> {
        let (times, bytes) = (self.waits.len(), self.bytes);
        let waits = Some(Waits::over(self.waits).ok_or("it was not asked")?);
        Ok(Asked { name, times, bytes, waits, fault: String::new() })
    }
}

impl Asked {
    fn failed(name: &'static str, fault: &(dyn std::error::Error + Send + Sync)) -> Self {
        let fault = fault.to_string().lines().next().unwrap_or_default().to_owned();
        Self { name, times: 0, bytes: 0, waits: None, fault }
    }
}

/// What is sent, not only read.
struct Moves<'a> {
    door: &'a Door,
    askers: &'a Askers,
    filler: &'a Filler,
    times: usize,
}

impl Moves<'_> {
    fn browser(&self, who: Who) -> Outcome<Browser> {
        Ok(Browser::in_session(HERE, self.door.address, self.askers.cookie(who)?))
    }

    /// A guest looks an appeal up by number and code.
    async fn looks_up(&self) -> Outcome<Asked> {
        let mut guest = Browser::at_a_form(HERE, self.door.address, "/lookup").await?;
        let mut timed = Timed::default();
        while timed.goes_on(self.times) {
            let known = self.filler.known.get(timed.done % self.filler.known.len().max(1));
            let known = known.ok_or("no appeal is known")?;
            let form = json!({ "no": known.no, "code": known.code.to_string() });
            let began = Instant::now();
            let (status, body) = guest.post("/lookup", &form).await?;
            let found: Value = serde_json::from_slice(&body).unwrap_or_default();
            if found.get("code").is_some() || !status.is_success() {
                return Err(format!("{status}: {}", beginning(&body)).into());
            }
            timed.add(began.elapsed(), body.len());
        }
        timed.of("look-up by a guest")
    }

    /// A resident files, a clerk takes it on.
    async fn files_and_accepts(&self) -> Outcome<[Asked; 2]> {
        let (mut resident, mut clerk) = (self.browser(Who::Busy)?, self.browser(Who::Clerk)?);
        resident.opens_form("/ask/livelihood").await?;
        let (mut filing, mut accepting) = (Timed::default(), Timed::default());
        let place = self.askers.ground.places.first().ok_or("there is no building")?;
        while filing.goes_on(self.times) {
            let form = json!({ "category": "environment", "text": message(filing.done),
                               "place": place, "consent": "on" });
            let began = Instant::now();
            let (status, body) = resident.post("/ask/livelihood", &form).await?;
            filing.add(began.elapsed(), body.len());
            let filed: Value = serde_json::from_slice(&body).unwrap_or_default();
            let no = filed.get("no").and_then(Value::as_str);
            let no = no.ok_or_else(|| format!("filing: {status}: {}", beginning(&body)))?;
            let page = format!("/c/appeals/{no}/accept");
            clerk.opens_form(&page).await?;
            let (_, body) = clerk.get(&page, "application/json").await?;
            let shown: Value = serde_json::from_slice(&body).unwrap_or_default();
            let version = shown.get("version").map(Value::to_string).unwrap_or_default();
            let began = Instant::now();
            let (status, body) = clerk.post(&page, &json!({ "version": version })).await?;
            if !status.is_success() && !status.is_redirection() {
                return Err(format!("accepting: {status}: {}", beginning(&body)).into());
            }
            accepting.add(began.elapsed(), body.len());
        }
        Ok([filing.of("filing, POST")?, accepting.of("accepting, POST")?])
    }

    /// A resident files with a photo and looks at its small picture.
    async fn shows_a_photo(&self) -> Outcome<[Asked; 1]> {
        let mut resident = self.browser(Who::Busy)?;
        resident.opens_form("/ask/livelihood").await?;
        let (status, body) = resident.uploads(&photos::taken([180, 90, 60])).await?;
        let sent: Value = serde_json::from_slice(&body).unwrap_or_default();
        let id = sent.get("id").map(|id| id.to_string().trim_matches('"').to_owned());
        let id = id.ok_or_else(|| format!("uploading: {status}: {}", beginning(&body)))?;
        let thumb = format!("/files/{id}/thumb");
        let mut timed = Timed::default();
        while timed.goes_on(self.times) {
            let began = Instant::now();
            let (status, body) = resident.get(&thumb, "image/*").await?;
            if !status.is_success() {
                return Err(format!("{thumb}: {status}: {}", beginning(&body)).into());
            }
            timed.add(began.elapsed(), body.len());
        }
        Ok([timed.of("small picture")?])
    }
}

fn beginning(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().take(300).collect()
}

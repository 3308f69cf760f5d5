//! What a stranger does to the program. Each strain goes on as long as it says and tells how its
//! requests were answered.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use xianban_testkit::photos;

use super::browser::Browser;
use super::house::House;
use super::noise::noise;
use crate::Outcome;
use crate::arguments::StrainName;

/// How long a crowd goes on with what it does.
const GOES_ON: Duration = Duration::from_secs(20);
/// What one stranger of a crowd waits before he tries again.
const BREATH: Duration = Duration::from_millis(200);
/// The photos of guests come over so many connections at once, each browser with so many.
const GUESTS: u8 = 16;
const OF_GUEST: usize = 30;
const GUEST_PHOTOS: usize = 3000;
/// Of a slow upload, and what goes on of it in a breath.
const SLOW_BYTES: usize = 8_000_000;
const DROP_OF_IT: usize = 64;
const PHONE: &str = "13812346621";

/// How often what was answered: a status, or that a connection broke off.
pub type Answers = BTreeMap<String, usize>;

type Answer = Outcome<(StatusCode, Bytes)>;

/// What is made ready before the strain begins, so that making it costs nobody anything.
pub enum Ready {
    /// Browsers that may send a form, and the photo or form each sends.
    Crowd(Vec<Browser>),
    /// Somebody logged in.
    Resident(Box<Browser>),
    /// Browsers with a photo.
    Photographers(Vec<Browser>, Bytes),
}

/// Makes ready.
pub async fn ready(name: StrainName, house: &House) -> Outcome<Ready> {
    let to = house.running.address;
    Ok(match name {
        StrainName::Logins => Ready::Crowd(crowd(to, 100, "/c/login", |_| stranger(1)).await?),
        StrainName::SpreadLogins => Ready::Crowd(crowd(to, 100, "/c/login", stranger).await?),
        StrainName::Silent | StrainName::SilentBound => {
            Ready::Crowd(vec![Browser::new(stranger(1), to); 1100])
        }
        StrainName::SlowUploads => Ready::Crowd(crowd(to, 64, "/login", |_| stranger(1)).await?),
        StrainName::GuestPhotos => {
            let jpeg = photos::taken([180, 90, 60]).into();
            let guests = crowd(to, GUESTS, "/login", |_| stranger(1)).await?;
            Ready::Photographers(guests, jpeg)
        }
        StrainName::Filings => Ready::Resident(Box::new(resident(to, house).await?)),
        StrainName::LargePhotos => {
            let jpeg = tokio::task::spawn_blocking(|| noise(8000, 6000)).await??;
            eprintln!("each of the large photos weighs {} bytes", jpeg.len());
            let guests = crowd(to, 8, "/login", |_| stranger(1)).await?;
            Ready::Photographers(guests, jpeg.into())
        }
    })
}

/// Does it.
pub async fn strains(name: StrainName, ready: Ready) -> Answers {
    let until = Instant::now() + GOES_ON;
    match (name, ready) {
        (StrainName::SlowUploads, Ready::Crowd(crowd)) => {
            all(crowd.into_iter().map(|browser| drips(browser, until))).await
        }
        (StrainName::Silent | StrainName::SilentBound, Ready::Crowd(crowd)) => {
            all(crowd.into_iter().map(|browser| says_nothing(browser, until))).await
        }
        (_, Ready::Crowd(crowd)) => {
            all(crowd.into_iter().map(|browser| guesses(browser, until))).await
        }
        (_, Ready::Resident(browser)) => all((0..150).map(|n| files((*browser).clone(), n))).await,
        (StrainName::GuestPhotos, Ready::Photographers(guests, jpeg)) => {
            all(guests.into_iter().map(|guest| sends_many(guest, jpeg.clone()))).await
        }
        (_, Ready::Photographers(guests, jpeg)) => {
            all(guests.into_iter().map(|guest| sends_one(guest, jpeg.clone()))).await
        }
    }
}

/// All at the same time.
async fn all<F>(doings: impl Iterator<Item = F>) -> Answers
where
    F: Future<Output = Answers> + Send + 'static,
{
    let mut doing: JoinSet<Answers> = JoinSet::new();
    for one in doings {
        doing.spawn(one);
    }
    let mut answers = Answers::new();
    while let Some(done) = doing.join_next().await {
        for (answer, times) in done.unwrap_or_default() {
            *answers.entry(answer).or_default() += times;
        }
    }
    answers
}

fn stranger(n: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(127, 0, 9, n))
}

async fn crowd(
    to: SocketAddr,
    count: u8,
    form: &str,
    from: impl Fn(u8) -> IpAddr,
) -> Outcome<Vec<Browser>> {
    let mut crowd = Vec::new();
    for n in 1..=count {
        crowd.push(Browser::at_a_form(from(n), to, form).await?);
    }
    Ok(crowd)
}

/// Somebody who logged in by the code that was sent.
async fn resident(to: SocketAddr, house: &House) -> Outcome<Browser> {
    let mut browser = Browser::at_a_form(stranger(1), to, "/login").await?;
    browser.post("/login", &json!({ "phone": PHONE, "step": "code" })).await?;
    let code = house.code().await?;
    let (status, said) = browser.post("/login", &json!({ "phone": PHONE, "sms": code })).await?;
    if status != StatusCode::OK {
        return Err(format!("the resident is not let in: {status} {said:?}").into());
    }
    browser.opens_form("/ask/livelihood").await?;
    Ok(browser)
}

fn note(answers: &mut Answers, answer: &Answer) {
    let name = match answer {
        Ok((status, _)) => status.as_str().to_owned(),
        Err(_) => "broken off".to_owned(),
    };
    *answers.entry(name).or_default() += 1;
}

/// Tries wrong passwords of an account that there is, one after another.
async fn guesses(mut browser: Browser, until: Instant) -> Answers {
    let mut answers = Answers::new();
    while Instant::now() < until {
        let form = json!({ "account": "leader", "password": "春光山色-2026-不对" });
        let answer = browser.post("/c/login", &form).await;
        note(&mut answers, &answer);
        if !answer.is_ok_and(|(status, _)| status == StatusCode::UNPROCESSABLE_ENTITY) {
            sleep(BREATH).await;
        }
    }
    answers
}

/// Connects and says nothing; where he is shut out he connects again.
async fn says_nothing(browser: Browser, until: Instant) -> Answers {
    let mut answers = Answers::new();
    while Instant::now() < until {
        let name = match browser.connects().await {
            Err(_) => "not taken",
            Ok(mut stream) => {
                let mut byte = [0];
                let ended = tokio::select! {
                    read = stream.read(&mut byte) => Some(read),
                    () = sleep_until(until) => None,
                };
                if ended.is_some() { "closed" } else { "held to the end" }
            }
        };
        *answers.entry(name.to_owned()).or_default() += 1;
        sleep(BREATH).await;
    }
    answers
}

/// Sends a photo a few bytes at a time; where that is ended he begins again.
async fn drips(browser: Browser, until: Instant) -> Answers {
    let mut answers = Answers::new();
    while Instant::now() < until {
        let name = match drip(&browser, until).await {
            Ok(name) => name,
            Err(_) => "broken off".to_owned(),
        };
        *answers.entry(name).or_default() += 1;
        sleep(BREATH).await;
    }
    answers
}

async fn drip(browser: &Browser, until: Instant) -> Outcome<String> {
    let mut stream = browser.connects().await?;
    stream.write_all(browser.upload_head(SLOW_BYTES).as_bytes()).await?;
    let mut answer = vec![0; 64];
    while Instant::now() < until {
        stream.write_all(&[0xff; DROP_OF_IT]).await?;
        if let Ok(read) = timeout(BREATH, stream.read(&mut answer)).await {
            let said =
                String::from_utf8_lossy(answer.get(..read?).unwrap_or_default()).into_owned();
            let status = said.split(' ').nth(1).unwrap_or("closed");
            return Ok(status.to_owned());
        }
    }
    Ok("held to the end".to_owned())
}

/// Sends his part of the guests' photos, under a new name again and again.
async fn sends_many(mut guest: Browser, jpeg: Bytes) -> Answers {
    let mut answers = Answers::new();
    for n in 0..GUEST_PHOTOS.div_ceil(usize::from(GUESTS)) {
        if n % OF_GUEST == OF_GUEST - 1 {
            drop(guest.begins_anew("/login").await);
        }
        note(&mut answers, &guest.uploads(&jpeg).await);
    }
    answers
}

async fn sends_one(mut guest: Browser, jpeg: Bytes) -> Answers {
    let mut answers = Answers::new();
    note(&mut answers, &guest.uploads(&jpeg).await);
    answers
}

async fn files(mut browser: Browser, n: usize) -> Answers {
    let mut answers = Answers::new();
    note(&mut answers, &browser.post("/ask/livelihood", &matter(n)).await);
    answers
}

fn matter(n: usize) -> Value {
    json!({
        "category": "environment",
        "text": crate::words::message(n),
        "place_words": "东门",
    })
}

//! Another visitor, from another address: he opens the home page, logs in as staff on a device that is
//! known, and sends a photo, all the time. What he waits is what a strain costs others.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use hyper::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::sleep;
use xianban_testkit::photos;

use super::browser::Browser;
use crate::Outcome;

/// Where he is.
const ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
/// What every account of the demo logs in with.
const PASSWORD: &str = "春光山色-2026-先办";
/// In turn, so that no count of one account is ever full.
const ACCOUNTS: [&str; 10] = [
    "clerk",
    "clerk2",
    "secretary",
    "grid",
    "handler",
    "property",
    "chengguan",
    "head",
    "head2",
    "dispatcher",
];
/// Between two of his requests of each kind.
const PAGE_EVERY: Duration = Duration::from_millis(100);
const LOGIN_EVERY: Duration = Duration::from_millis(250);
const PHOTO_EVERY: Duration = Duration::from_millis(500);

/// The other visitor.
#[derive(Clone)]
pub struct Neighbour {
    to: SocketAddr,
    colleagues: Vec<(Value, Browser)>,
}

/// What he waited in one span of time.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Seen {
    /// For the home page.
    pub page: Waited,
    /// For a right login of staff.
    pub login: Waited,
    /// For a small photo to be kept.
    pub photo: Waited,
}

/// How long, in milliseconds; of what was answered as it should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Waited {
    /// How often he asked.
    pub asked: usize,
    /// How often he did not get what he asked for.
    pub refused: usize,
    /// Half took no longer.
    pub p50: f64,
    /// Nineteen in twenty took no longer.
    pub p95: f64,
    /// The longest.
    pub worst: f64,
}

impl Neighbour {
    /// Makes his devices known by logging in on each once.
    pub async fn settles(to: SocketAddr) -> Outcome<Self> {
        let mut colleagues = Vec::new();
        for account in ACCOUNTS {
            let mut browser = Browser::at_a_form(ADDRESS, to, "/c/login").await?;
            let form = json!({ "account": account, "password": PASSWORD });
            let (status, said) = browser.post("/c/login", &form).await?;
            if status != StatusCode::OK {
                return Err(format!("{account} is not let in: {status} {said:?}").into());
            }
            browser.forgets_session();
            colleagues.push((form, browser));
        }
        Ok(Self { to, colleagues })
    }

    /// Does what he does until he is told to stop.
    pub async fn lives(self, until: watch::Receiver<bool>) -> Seen {
        let pages = tokio::spawn(reads(self.to, until.clone()));
        let photos = tokio::spawn(sends(self.to, until.clone()));
        let login = logs_in(self.colleagues, until).await;
        let page = pages.await.unwrap_or_default();
        Seen {
            page: page.told(),
            login: login.told(),
            photo: photos.await.unwrap_or_default().told(),
        }
    }

    /// The same for so long.
    pub async fn lives_for(self, long: Duration) -> Seen {
        let (stop, until) = watch::channel(false);
        let living = self.lives(until);
        let stopping = async {
            sleep(long).await;
            stop.send_replace(true);
        };
        tokio::join!(living, stopping).0
    }
}

/// What was measured of one kind.
#[derive(Debug, Default)]
struct Tries {
    waits: Vec<Duration>,
    refused: usize,
}

impl Tries {
    fn note(&mut self, began: Instant, got: bool) {
        if got {
            self.waits.push(began.elapsed());
        } else {
            self.refused += 1;
        }
    }

    fn told(mut self) -> Waited {
        self.waits.sort_unstable();
        let last = self.waits.len().saturating_sub(1);
        let at = |hundredths: usize| {
            let wait = self.waits.get(last * hundredths / 100).copied().unwrap_or_default();
            wait.as_secs_f64() * 1000.0
        };
        let asked = self.waits.len() + self.refused;
        Waited { asked, refused: self.refused, p50: at(50), p95: at(95), worst: at(100) }
    }
}

async fn reads(to: SocketAddr, until: watch::Receiver<bool>) -> Tries {
    let mut tries = Tries::default();
    while !*until.borrow() {
        let began = Instant::now();
        let answer = Browser::new(ADDRESS, to).get("/", "text/html").await;
        tries.note(began, answer.is_ok_and(|(status, _)| status == StatusCode::OK));
        sleep(PAGE_EVERY).await;
    }
    tries
}

async fn logs_in(colleagues: Vec<(Value, Browser)>, until: watch::Receiver<bool>) -> Tries {
    let mut tries = Tries::default();
    let mut turns = VecDeque::from(colleagues);
    while !*until.borrow() {
        let Some((form, mut browser)) = turns.pop_front() else { break };
        let began = Instant::now();
        let answer = browser.post("/c/login", &form).await;
        tries.note(began, answer.is_ok_and(|(status, _)| status == StatusCode::OK));
        browser.forgets_session();
        turns.push_back((form, browser));
        sleep(LOGIN_EVERY).await;
    }
    tries
}

/// Each photo comes from a browser of its own: what one browser may keep waiting is another matter.
async fn sends(to: SocketAddr, until: watch::Receiver<bool>) -> Tries {
    let mut tries = Tries::default();
    let jpeg = photos::taken([40, 90, 60]);
    while !*until.borrow() {
        let browser = Browser::at_a_form(ADDRESS, to, "/login").await;
        let began = Instant::now();
        let kept = match browser {
            Ok(mut browser) => browser.uploads(&jpeg).await,
            Err(fault) => Err(fault),
        };
        tries.note(began, kept.is_ok_and(|(status, _)| status == StatusCode::CREATED));
        sleep(PHOTO_EVERY).await;
    }
    tries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_is_counted_and_not_among_the_waits() {
        let waits = (1..=101).map(Duration::from_millis).collect();
        let waited = Tries { waits, refused: 4 }.told();
        let wanted = Waited { asked: 105, refused: 4, p50: 51.0, p95: 96.0, worst: 101.0 };
        assert_eq!(waited, wanted);
        let nobody = Tries { waits: Vec::new(), refused: 2 }.told();
        assert_eq!((nobody.asked, nobody.refused), (2, 2));
    }
}

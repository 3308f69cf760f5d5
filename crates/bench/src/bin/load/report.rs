use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use hyper::StatusCode;
use hyper::body::Bytes;
use xianban_bench::speed::{Speed, Waits};

/// How the sending went.
#[derive(Default)]
pub struct Report {
    /// From the first request to the last answer.
    pub took: Duration,
    waits: Vec<Duration>,
    filed: usize,
    already_there: usize,
    /// Other answers: how many, and the first one's words.
    refused: BTreeMap<u16, (usize, String)>,
}

impl Report {
    /// Notes an answer.
    pub fn note(&mut self, wait: Duration, status: StatusCode, body: &Bytes) {
        self.waits.push(wait);
        match status {
            StatusCode::CREATED => self.filed += 1,
            StatusCode::OK => self.already_there += 1,
            other => {
                let said = || String::from_utf8_lossy(body).chars().take(200).collect();
                self.refused.entry(other.as_u16()).or_insert_with(|| (0, said())).0 += 1;
            }
        }
    }

    /// Adds what another client saw.
    pub fn add(&mut self, other: Self) {
        self.waits.extend(other.waits);
        self.filed += other.filed;
        self.already_there += other.already_there;
        for (status, (count, said)) in other.refused {
            self.refused.entry(status).or_insert((0, said)).0 += count;
        }
    }

    /// Whether every message has its appeal.
    pub fn all_filed(&self) -> bool {
        self.refused.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speed = Speed { took: self.took, waits: Vec::new(), count: self.waits.len() };
        let (rate, seconds) = (speed.per_second(), self.took.as_secs_f64());
        writeln!(f, "{} sent in {seconds:.1} s, {rate:.0} a second", self.waits.len())?;
        if let Some(waits) = Waits::over(self.waits.clone()) {
            let Waits { p50, p95, p99 } = waits;
            writeln!(f, "waits: {p50:.1} ms half, {p95:.1} ms 95 of 100, {p99:.1} ms 99 of 100")?;
        }
        for (status, (count, said)) in &self.refused {
            writeln!(f, "{count} answered {status}: {said}")?;
        }
        let refused: usize = self.refused.values().map(|(count, _)| count).sum();
        writeln!(f, "{} filed, {} already there, {refused} refused", self.filed, self.already_there)
    }
}

//! The loader: files messages of another platform over the HTTP API of a running program, from
//! several clients at once, as a service account. No message names our places: each gets one drawn
//! from a seed, and one in ten stays without. Sent again, a message counts once.

mod places;
mod report;

use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use clap::Parser;
use tokio::task::JoinSet;
use xianban_bench::Outcome;
use xianban_bench::client::Client;
use xianban_domain::appeals::import::{ImportRow, Lines};
use xianban_kernel::Seed;

use report::Report;

/// Files messages over the HTTP API of a running program.
#[derive(Debug, Parser)]
#[command(name = "load", version, about)]
struct Arguments {
    /// JSON Lines with `id`, `at`, `text` and `title`; other fields are passed over.
    file: PathBuf,
    /// Where the program serves.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    to: SocketAddr,
    /// The token of a service account that may submit.
    #[arg(long, env = "XIANBAN_TOKEN", default_value = "demo", hide_env_values = true)]
    token: String,
    /// Clients at once, each with one kept connection.
    #[arg(long, default_value_t = 8, value_name = "N")]
    clients: usize,
    /// From which the places are drawn.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
}

/// One message in so many has no place.
const UNPLACED: u64 = 10;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(report) => {
            print!("{report}");
            if report.all_filed() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(fault) => {
            eprintln!("the loader stopped: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<Report> {
    let messages = Arc::new(messages(&arguments.file)?);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let mut scout = Client::connect(arguments.to).await?;
        let places = Arc::new(places::buildings(&mut scout).await?);
        let sheet = Sheet { seed: arguments.seed, messages, places };
        let (next, began) = (Arc::new(AtomicUsize::new(0)), Instant::now());
        let mut clients = JoinSet::new();
        for _ in 0..arguments.clients.max(1) {
            let client = Client::connect(arguments.to).await?;
            let sender = Sender { client, token: arguments.token.clone(), sheet: sheet.clone() };
            clients.spawn(sender.send(Arc::clone(&next)));
        }
        let mut report = Report::default();
        while let Some(sent) = clients.join_next().await {
            report.add(sent??);
        }
        report.took = began.elapsed();
        Ok(report)
    })
}

/// Every message of a file; a line that is none ends the run.
fn messages(file: &PathBuf) -> Outcome<Vec<ImportRow>> {
    let mut lines = Lines::of(BufReader::new(File::open(file)?));
    let mut found = Vec::new();
    while let Some(row) = lines.next_row()? {
        found.push(row?);
    }
    Ok(found)
}

/// What is sent.
#[derive(Clone)]
struct Sheet {
    seed: u64,
    messages: Arc<Vec<ImportRow>>,
    places: Arc<Vec<String>>,
}

/// One client and what it sends.
struct Sender {
    client: Client,
    token: String,
    sheet: Sheet,
}

impl Sender {
    /// Sends message after message until none is left.
    async fn send(mut self, next: Arc<AtomicUsize>) -> Outcome<Report> {
        let mut report = Report::default();
        while let Some(message) = self.sheet.messages.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (key, body) = (key(&message.id), self.sheet.form(message));
            let began = Instant::now();
            let answer = self.client.post_as("/ask/livelihood", &self.token, &key, body).await?;
            report.note(began.elapsed(), answer.0, &answer.1);
        }
        Ok(report)
    }
}

impl Sheet {
    /// The form of a message, the same at every run with the same seed.
    fn form(&self, message: &ImportRow) -> String {
        let mixed = message.id.bytes().fold(self.seed, |n, byte| {
            n.rotate_left(5).wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        let mut draw = Seed::fixed(mixed).draw();
        let placed = draw.below(UNPLACED) > 0;
        let count = u64::try_from(self.places.len()).unwrap_or(0);
        let drawn = usize::try_from(draw.below(count.max(1))).unwrap_or(0);
        let place = self.places.get(drawn).filter(|_| placed);
        let body = serde_json::json!({
            "category": "other",
            "title": message.title,
            "text": message.text,
            "place": place.map_or("", String::as_str),
            "place_unknown": if place.is_some() { "" } else { "on" },
        });
        body.to_string()
    }
}

/// Names a message's request for all times: 32 hexadecimal digits.
fn key(id: &str) -> String {
    format!("{:0>32}", hex::encode(id))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use xianban_domain::appeals::import::read_line;

    use super::*;

    /// The form of a message as the loader fills it in, from three places.
    fn form(id: u64, seed: u64) -> Value {
        let line = format!(
            r#"{{"id": "{id}", "at": "2019-04-25T09:32:09+08:00", "text": "灯坏了", "title": "灯"}}"#
        );
        let (messages, places) = (Arc::default(), ["1", "2", "3"].map(str::to_owned).to_vec());
        let sheet = Sheet { seed, messages, places: Arc::new(places) };
        serde_json::from_str(&sheet.form(&read_line(1, &line).unwrap())).unwrap()
    }

    #[test]
    fn a_message_has_the_same_place_at_every_run_with_the_same_seed() {
        let places = |seed| -> Vec<Value> { (0..50).map(|id| form(id, seed)).collect() };
        assert_eq!(places(1), places(1));
        assert_ne!(places(1), places(2));
    }

    #[test]
    fn one_message_in_ten_has_no_place() {
        let unknown = (0..1000).filter(|id| form(*id, 1)["place_unknown"] == "on").count();
        assert!((70..130).contains(&unknown), "{unknown}");
        for id in 0..1000 {
            let form = form(id, 1);
            assert_eq!(form["place"] == "", form["place_unknown"] == "on", "{form}");
        }
    }

    #[test]
    fn every_message_has_a_name_of_its_own() {
        assert_eq!(key("188006"), "00000000000000000000313838303036");
        assert_ne!(key("1"), key("01"));
    }
}

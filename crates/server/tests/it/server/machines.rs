//! What breaks around the program, seen from outside: signals, kills, a damaged file, a frozen server.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use xianban_store::{Db, Error, SqliteOptions, params};
use xianban_testkit::Engine;
use xianban_testkit::postgres::Cluster;

use super::commands::{demo_runs_once, says, starts_serving, xianban};

fn address(said: &str) -> String {
    let address = said.lines().find_map(|line| line.split_once("http://")).unwrap().1;
    address.trim_end_matches('/').to_owned()
}

/// Asks, and how long it took.
fn asks(address: &str, path: &str) -> (String, Duration) {
    let began = Instant::now();
    let mut answer = String::new();
    let mut asked = TcpStream::connect(address).unwrap();
    asked.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    asked.write_all(request.as_bytes()).unwrap();
    asked.read_to_string(&mut answer).unwrap();
    (answer, began.elapsed())
}

fn is_told(program: &Child, signal: &str) {
    let pid = program.id().to_string();
    assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
}

fn ends_within(program: &mut Child, seconds: u64) -> bool {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(seconds) {
        if let Some(status) = program.try_wait().unwrap() {
            return status.success();
        }
        sleep(Duration::from_millis(50));
    }
    program.kill().unwrap();
    false
}

fn rows(data: &Path, sql: &'static str) -> usize {
    let db = Db::sqlite(&data.join("xianban.db"), SqliteOptions::default()).unwrap();
    let found = db.read_blocking::<_, Error, _>(move |tx| tx.rows(sql, params![])).unwrap().len();
    db.close();
    found
}

#[test]
fn half_a_request_keeps_no_program_from_its_end() {
    let data = TempDir::new().unwrap();
    let (mut demo, said) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    let address = address(&said);
    let half = |text: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    };
    let head = "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n";
    let halves = [half("GET / HT"), half(head), half(&format!("{head}\r\nphone=1"))];
    sleep(Duration::from_millis(500));
    is_told(&demo, "-TERM");
    assert!(ends_within(&mut demo, 40), "it waits for nobody who says nothing more");
    drop(halves);
    assert!(data.path().join("last-seal.json").exists(), "what was left is sealed");
    assert_eq!(rows(data.path(), "select name from lease"), 0, "the lead is given back");
    assert_eq!(rows(data.path(), "select name from node"), 0, "and it took its leave");
}

#[test]
fn a_killed_program_is_followed_at_once() {
    let data = TempDir::new().unwrap();
    let (mut first, _) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    sleep(Duration::from_secs(3));
    first.kill().unwrap();
    first.wait().unwrap();
    let held = "select name from lease where owner <> ''";
    assert_eq!(rows(data.path(), held), 1, "the dead one still leads");
    let (mut next, said) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    let address = address(&said);
    let ready = (0..30).any(|_| {
        sleep(Duration::from_millis(100));
        asks(&address, "/readyz").0.starts_with("HTTP/1.1 200")
    });
    assert!(ready, "it can be given requests within three seconds");
    sleep(Duration::from_secs(2));
    is_told(&next, "-TERM");
    assert!(ends_within(&mut next, 30));
    assert_eq!(rows(data.path(), "select name from lease"), 0, "the next one led and gave it back");
}

#[test]
fn nothing_is_brought_back_over_a_file_that_is_served() {
    let (data, backups) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    demo_runs_once(data.path());
    let (fine, said) =
        says(data.path(), &["backup", backups.path().to_str().unwrap(), "--with-key"]);
    assert!(fine, "{said}");
    let file = fs::read_dir(backups.path()).unwrap().next().unwrap().unwrap().path();
    let (mut demo, _) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    let restore = ["restore", file.to_str().unwrap(), "--replace"];
    let (fine, said) = says(data.path(), &restore);
    assert!(!fine && said.contains("is served already by another program"), "{said}");
    is_told(&demo, "-TERM");
    assert!(ends_within(&mut demo, 30));
    let (fine, said) = says(data.path(), &restore);
    assert!(fine, "{said}");
}

#[test]
fn a_damaged_database_file_is_said_at_the_start() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let file = data.path().join("xianban.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8192].fill(0x5a);
    fs::write(&file, &bytes).unwrap();
    let (fine, said) = says(data.path(), &["serve"]);
    assert!(!fine && said.contains("xianban.db is damaged"), "{said}");
    assert!(said.contains("bring back the last backup"), "{said}");
    fs::write(&file, "something else altogether, long enough to be looked at".repeat(99)).unwrap();
    let (fine, said) = says(data.path(), &["serve"]);
    assert!(!fine && said.contains("xianban.db is damaged"), "{said}");
}

#[test]
fn a_frozen_database_server_leaves_nobody_without_an_answer() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let (data, cluster) = (TempDir::new().unwrap(), Cluster::start());
    let url = cluster.url(&cluster.empty_database());
    let mut served = xianban(data.path(), &["serve"]);
    served.args(["--database", &url]);
    let (mut program, said) = starts_serving(served);
    let address = address(&said);
    sleep(Duration::from_secs(3));
    assert!(asks(&address, "/readyz").0.starts_with("HTTP/1.1 200"));
    cluster.freezes();
    let (answer, waited) = asks(&address, "/readyz");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(waited < Duration::from_millis(2_500), "{waited:?}");
    let (answer, waited) = asks(&address, "/");
    assert!(waited < Duration::from_secs(25), "{waited:?} {answer}");
    cluster.thaws();
    let again = (0..100).any(|_| {
        sleep(Duration::from_millis(200));
        asks(&address, "/readyz").0.starts_with("HTTP/1.1 200")
    });
    assert!(again, "it goes on when the server does");
    cluster.freezes();
    is_told(&program, "-TERM");
    assert!(ends_within(&mut program, 45), "it stops while the server is frozen");
    cluster.thaws();
}

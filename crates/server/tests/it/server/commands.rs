use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use xianban_store::{Db, SqliteOptions, params};

use super::holds;

pub(super) fn xianban(data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xianban"));
    command.args(words).arg("--data").arg(data).args(["--listen", "127.0.0.1:0"]).env_clear();
    command
}

pub(super) fn says(data: &Path, words: &[&str]) -> (bool, String) {
    said_by(xianban(data, words))
}

/// Whether a command went well, and everything it printed.
pub(super) fn said_by(mut command: Command) -> (bool, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.success(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

/// Serves the demo, asks whether it is ready, and stops it as a service manager does.
pub(super) fn demo_runs_once(data: &Path) -> String {
    served_once(xianban(data, &["demo", "--empty"]))
}

/// The same with the words and place given.
pub(super) fn served_once(command: Command) -> String {
    let (mut demo, said) = starts_serving(command);
    let address = said.lines().find_map(|line| line.split_once("http://")).unwrap().1;
    let address = address.trim_end_matches('/');
    let mut answer = String::new();
    let mut asked = TcpStream::connect(address).unwrap();
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    asked.write_all(request.as_bytes()).unwrap();
    asked.read_to_string(&mut answer).unwrap();
    let stopped = Command::new("kill").arg(demo.id().to_string()).status().unwrap();
    assert!(stopped.success() && demo.wait().unwrap().success());
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    said
}

/// A program that serves, and what it said until then.
pub(super) fn starts_serving(mut command: Command) -> (Child, String) {
    let mut demo = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap());
    let mut said = String::new();
    while !said.lines().last().is_some_and(|line| line.starts_with("console")) {
        assert_ne!(lines.read_line(&mut said).unwrap(), 0, "{said}");
    }
    // Kept open: what it prints later must not fail.
    demo.stdout = Some(lines.into_inner());
    (demo, said)
}

#[test]
fn the_demo_serves_twice_from_one_folder_and_its_trail_holds() {
    let data = TempDir::new().unwrap();
    for _ in 0..2 {
        let said = demo_runs_once(data.path());
        assert!(said.contains("district 370212 (sqlite)") && said.contains("/c"), "{said}");
    }
    let (fine, said) = says(data.path(), &["trail", "verify"]);
    assert!(fine && holds(&said, 0), "{said}");
}

#[test]
fn a_second_server_on_one_folder_is_refused_and_the_first_goes_on() {
    let data = TempDir::new().unwrap();
    let (mut first, _) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    let (fine, said) = says(data.path(), &["demo", "--empty"]);
    assert!(!fine && said.contains("is served already by another program"), "{said}");
    assert!(first.try_wait().unwrap().is_none());
    first.kill().unwrap();
    first.wait().unwrap();
    // Killed, it leaves the place to the next.
    let (mut next, _) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    next.kill().unwrap();
    next.wait().unwrap();
}

#[test]
fn a_hang_up_ends_nothing() {
    let data = TempDir::new().unwrap();
    let (mut demo, _) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
    let told = |signal: &str| {
        let pid = demo.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    };
    told("-HUP");
    std::thread::sleep(Duration::from_millis(500));
    told("-TERM");
    assert!(demo.wait().unwrap().success(), "it went on and ended in order");
}

#[test]
fn the_operator_is_told_where_the_key_lives() {
    let data = TempDir::new().unwrap();
    let (fine, said) = says(data.path(), &["keys"]);
    assert!(fine && said.contains("no key yet"), "{said}");
    demo_runs_once(data.path());
    let (fine, said) = says(data.path(), &["keys"]);
    let key = fs::read_to_string(data.path().join("keys/root.key")).unwrap();
    assert!(fine && said.contains("root.key") && said.contains("install -m 600"), "{said}");
    assert!(!said.contains(key.trim()), "the key itself is never shown");
}

#[test]
fn a_used_database_starts_with_its_own_key_only() {
    let (data, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    demo_runs_once(data.path());
    demo_runs_once(other.path());
    let key = data.path().join("keys/root.key");
    fs::copy(other.path().join("keys/root.key"), &key).unwrap();
    for words in [&["demo", "--empty"][..], &["trail", "verify"]] {
        let (fine, said) = says(data.path(), words);
        assert!(!fine && said.contains("written under another key"), "{said}");
    }
    fs::remove_file(&key).unwrap();
    let (fine, said) = says(data.path(), &["serve"]);
    assert!(!fine && said.contains("cannot be read"), "{said}");
    assert!(!key.exists(), "a new key would make what is there unreadable");
}

#[test]
fn seals_that_vanished_from_the_database_are_missed() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let copy = r#"{ "district": 370212, "n": 3, "at": "2026-11-23T09:00:00+08:00", "hash": "ab" }"#;
    fs::write(data.path().join("last-seal.json"), copy).unwrap();
    let (fine, said) = says(data.path(), &["trail", "verify"]);
    assert!(!fine && said.contains("seal 3: is not the one"), "{said}");
}

#[test]
fn the_trail_of_a_folder_never_served_is_not_called_whole() {
    let data = TempDir::new().unwrap();
    assert!(!says(data.path(), &["trail", "verify"]).0);
}

#[test]
fn an_appeal_is_exported_by_its_number() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let (fine, said) = says(data.path(), &["trail", "export", "LS20261123-000"]);
    assert!(!fine && said == "xianban: there is no LS20261123-000 in this district\n");
    let rows = data.path().join("rows.jsonl");
    let row = r#"{"id": "1", "at": "2019-04-25T09:32:09+08:00", "text": "灯坏了"}"#;
    fs::write(&rows, row).unwrap();
    assert!(says(data.path(), &["import", "appeals", &rows.display().to_string()]).0);
    let db = Db::sqlite(&data.path().join("xianban.db"), SqliteOptions::default()).unwrap();
    let read =
        db.read_blocking(|tx| tx.row("select no from appeal", params![])?.unwrap().get("no"));
    let no: String = read.unwrap();
    let out = data.path().join("trail.json").display().to_string();
    let (fine, said) = says(data.path(), &["trail", "export", &no, "--out", &out]);
    assert!(fine && said.ends_with(&format!("the trail of {no} is in {out}\n")), "{said}");
    let (_, shown) = says(data.path(), &["trail", "export", &no.to_lowercase()]);
    assert!(shown.starts_with(r#"{"format":"xianban.dossier.2","#));
    assert_eq!(fs::read_to_string(out).unwrap(), shown.trim_end());
}

#[test]
fn the_sample_configuration_is_accepted_and_every_setting_has_a_variable() {
    let data = TempDir::new().unwrap();
    let (fine, sample) = says(data.path(), &["check-config", "--sample"]);
    assert!(fine && sample.contains("#listen = "), "{sample}");
    let file = data.path().join("xianban.toml");
    fs::write(&file, sample.replace("#district = 370212", "district = 370213")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xianban"));
    command.arg("check-config").env_clear().env("XIANBAN_CONFIG", &file);
    command.env("XIANBAN_DATA", "elsewhere").env("XIANBAN_LISTEN", "127.0.0.1:7");
    let (fine, said) = said_by(command);
    assert!(fine, "{said}");
    for line in ["listen = \"127.0.0.1:7\"", "data = \"elsewhere\"", "district = 370213"] {
        assert!(said.contains(line), "{said}");
    }
}

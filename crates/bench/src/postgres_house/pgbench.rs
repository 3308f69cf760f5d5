//! Runs pgbench and reads what it logs.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use postgres::{Client, NoTls};
use tempfile::TempDir;
use xianban_testkit::postgres::newest_programs;

use super::recording::Filing;
use super::script::{Script, script};
use crate::Outcome;
use crate::arguments::Arguments;
use crate::speed::{Speed, number};

/// The script, ready to be played.
pub struct Pgbench {
    folder: TempDir,
    script: PathBuf,
    constants: Vec<(String, String)>,
    clients: usize,
    each: usize,
}

impl Pgbench {
    /// Writes the script; the database of `url` tells the types of its parameters.
    pub fn prepare(
        url: &str,
        filings: &[Filing; 2],
        folder: TempDir,
        arguments: &Arguments,
    ) -> Outcome<Self> {
        let mut client = Client::connect(url, NoTls)?;
        let mut known = HashMap::new();
        let mut types = |sql: &str| {
            if let Some(types) = known.get(sql) {
                return Ok(Vec::clone(types));
            }
            let types = client.prepare(sql)?.params().to_vec();
            known.insert(sql.to_owned(), types.clone());
            Ok(types)
        };
        let Script { text, constants } = script(arguments.clients, filings, &mut types)?;
        let path = folder.path().join("filing.sql");
        fs::write(&path, text)?;
        let (clients, each) = (arguments.clients, arguments.appeals.div_ceil(arguments.clients));
        Ok(Self { folder, script: path, constants, clients, each })
    }

    /// Plays it in the database of `url` from all clients at once.
    pub fn run(&self, url: &str) -> Outcome<Speed> {
        let log = TempDir::with_prefix_in("log-", self.folder.path())?;
        let threads = std::thread::available_parallelism()?.get().min(self.clients);
        let mut pgbench = Command::new(newest_programs().join("pgbench"));
        pgbench.args(["--no-vacuum", "--protocol=prepared", "--log", "-D", "n=0"]);
        pgbench.arg(format!("--client={}", self.clients));
        pgbench.arg(format!("--jobs={threads}"));
        pgbench.arg(format!("--transactions={}", self.each));
        pgbench.arg(format!("--log-prefix={}", log.path().join("waits").display()));
        pgbench.arg("--file").arg(&self.script);
        for (name, value) in &self.constants {
            pgbench.arg("-D").arg(format!("{name}={value}"));
        }
        let ran = pgbench.arg(url).output()?;
        let (said, complained) =
            (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        if !ran.status.success() {
            let end: String = complained.chars().take(600).collect();
            return Err(format!("pgbench ended with {}: {end}", ran.status).into());
        }
        let rate = rate(&said).ok_or_else(|| format!("pgbench told no rate: {said}"))?;
        let waits = waits(log)?;
        let count = self.each * self.clients;
        if waits.len() != count {
            return Err(format!("pgbench did {} of {count} filings", waits.len()).into());
        }
        Ok(Speed { took: Duration::from_secs_f64(number(count) / rate), count, waits })
    }
}

/// `tps = 812.31 (without initial connection time)`.
fn rate(said: &str) -> Option<f64> {
    let line = said.lines().find(|line| line.starts_with("tps = "))?;
    line.split_whitespace().nth(2)?.parse().ok()
}

/// The third column of each line of the logs: how long a transaction took, in microseconds.
fn waits(logs: TempDir) -> Outcome<Vec<Duration>> {
    let mut waits = Vec::new();
    for log in fs::read_dir(logs.path())? {
        for line in fs::read_to_string(log?.path())?.lines() {
            let wait = line.split(' ').nth(2).ok_or("a line of pgbench's log is short")?;
            waits.push(Duration::from_micros(wait.parse()?));
        }
    }
    logs.close()?;
    Ok(waits)
}

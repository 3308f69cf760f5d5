//! The program that is strained, served with a fresh bare demo district, and what it says aloud.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use xianban_testkit::postgres::Cluster;

use crate::Outcome;
use crate::arguments::{EngineName, StrainAsked};
use crate::program::{Running, demo_in};

/// How many descriptors the program may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Descriptors {
    /// 1,024, which it may raise as far as the machine allows.
    Raisable,
    /// 1,024 and no more.
    Bound,
}

/// The served program.
pub struct House {
    /// The program.
    pub running: Running,
    said: Arc<Mutex<Vec<String>>>,
    _data: TempDir,
    _cluster: Option<Box<Cluster>>,
}

impl House {
    /// Starts it on an empty database of its own.
    pub fn open(asked: &StrainAsked, descriptors: Descriptors) -> Outcome<Self> {
        let data = TempDir::with_prefix("xianban-bench-")?;
        let mut told = demo_in(data.path());
        let cluster = match asked.engine {
            EngineName::Sqlite => None,
            EngineName::Postgres => {
                let cluster = Cluster::start_durable();
                let database = cluster.url(&cluster.empty_database());
                told.extend(["--database".into(), OsString::from(database)]);
                Some(Box::new(cluster))
            }
        };
        let limit = match descriptors {
            Descriptors::Raisable => "ulimit -S -n 1024",
            Descriptors::Bound => "ulimit -n 1024",
        };
        let (mut said, aloud) = std::io::pipe()?;
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{limit}; exec \"$0\" \"$@\"")]);
        command.arg(&asked.program).args(told);
        command.stdout(Stdio::from(aloud)).stderr(Stdio::null());
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let keeping = heard.clone();
        thread::spawn(move || keep(&mut said, &keeping));
        let running = Running::begin(command)?;
        Ok(Self { running, said: heard, _data: data, _cluster: cluster })
    }

    /// The code in the newest short message, which the demo says aloud.
    pub async fn code(&self) -> Outcome<String> {
        for _ in 0..100 {
            let said = self.said.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let code = said.iter().rev().filter(|line| line.contains("验证码")).find_map(|line| {
                let mut runs = line.split(|c: char| !c.is_ascii_digit());
                runs.rfind(|run| run.len() == 6).map(str::to_owned)
            });
            if let Some(code) = code {
                return Ok(code);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("no code was sent".into())
    }
}

fn keep(said: &mut impl Read, heard: &Mutex<Vec<String>>) {
    for line in BufReader::new(said).lines().map_while(Result::ok) {
        heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

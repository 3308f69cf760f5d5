//! What a stranger can cost: the program is served with a fresh bare demo district for each strain, and
//! told are its memory and what another visitor waits before, during and after.

pub mod browser;
mod house;
mod neighbour;
mod noise;
mod stranger;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::Serialize;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::Outcome;
use crate::arguments::{EngineName, StrainAsked, StrainName};
use crate::machine::{self, Machine};
use crate::program::resident_mb;
use house::{Descriptors, House};
use neighbour::{Neighbour, Seen, Waited};
use stranger::Answers;

/// The other visitor is watched so long before and after.
const WATCHED: Duration = Duration::from_secs(10);
/// When memory is looked at for the last time, after the end of the strain.
const LATER: Duration = Duration::from_mins(1);
/// How often memory is looked at during the strain.
const LOOKS: Duration = Duration::from_millis(25);

/// Everything that was measured. Times are in milliseconds, sizes in MB.
#[derive(Clone, Debug, Serialize)]
struct Table {
    machine: Machine,
    engine: String,
    program: String,
    strains: Vec<Strain>,
}

/// What one strain cost.
#[derive(Clone, Debug, Serialize)]
struct Strain {
    name: &'static str,
    /// How long it went on, seconds.
    seconds: f64,
    memory_mb: Memory,
    /// How the stranger was answered.
    answers: Answers,
    before: Seen,
    during: Seen,
    after: Seen,
}

/// Resident memory of the program.
#[derive(Clone, Copy, Debug, Serialize)]
struct Memory {
    before: f64,
    /// The most that was seen during the strain.
    peak: f64,
    /// 60 s after its end.
    after: f64,
}

/// Strains the program and prints the table.
pub fn run(asked: &StrainAsked) -> Outcome<()> {
    raise_descriptors()?;
    let machine = machine::look(&std::env::temp_dir())?;
    let runtime = Runtime::new()?;
    let all = StrainName::value_variants();
    let wanted = all.iter().filter(|name| asked.only.is_empty() || asked.only.contains(name));
    let strains = wanted
        .map(|name| {
            let told = told(*name);
            eprintln!("{told}");
            let house = House::open(asked, descriptors(*name))?;
            let strain = runtime.block_on(strain(*name, told, &house))?;
            house.running.stop()?;
            // All take a quarter of an hour: what is known is told at once.
            eprint!("{strain}");
            Ok(strain)
        })
        .collect::<Outcome<_>>()?;
    let engine = match asked.engine {
        EngineName::Sqlite => "sqlite",
        EngineName::Postgres => "postgres",
    };
    let program = asked.program.display().to_string();
    let table = Table { machine, engine: engine.to_owned(), program, strains };
    print!("{table}");
    if let Some(path) = &asked.json {
        std::fs::write(path, serde_json::to_vec_pretty(&table)?)?;
    }
    Ok(())
}

/// The strangers need more than a shell usually allows.
fn raise_descriptors() -> Outcome<()> {
    let most = getrlimit(Resource::Nofile).maximum;
    Ok(setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most })?)
}

const fn told(name: StrainName) -> &'static str {
    match name {
        StrainName::Logins => "100 parallel wrong logins, one address",
        StrainName::SpreadLogins => "100 parallel wrong logins, 100 addresses",
        StrainName::Silent => "1,100 silent connections, 1,024 descriptors",
        StrainName::SilentBound => "1,100 silent connections, 1,024 and no more",
        StrainName::SlowUploads => "64 slow uploads",
        StrainName::GuestPhotos => "3,000 guest photos",
        StrainName::Filings => "150 filings of one resident",
        StrainName::LargePhotos => "8 photos of 30 MB",
    }
}

const fn descriptors(name: StrainName) -> Descriptors {
    if matches!(name, StrainName::SilentBound) { Descriptors::Bound } else { Descriptors::Raisable }
}

async fn strain(name: StrainName, told: &'static str, house: &House) -> Outcome<Strain> {
    let neighbour = Neighbour::settles(house.running.address).await?;
    let ready = stranger::ready(name, house).await?;
    let before = neighbour.clone().lives_for(WATCHED).await;
    let held_before = house.running.resident_mb()?;
    let watching = Watching::begin(house.running.status());
    let (stop, until) = watch::channel(false);
    let living = tokio::spawn(neighbour.clone().lives(until));
    let began = Instant::now();
    let answers = stranger::strains(name, ready).await;
    let seconds = began.elapsed().as_secs_f64();
    stop.send_replace(true);
    let (ended, during) = (tokio::time::Instant::now(), living.await?);
    let peak = watching.end().max(held_before);
    tokio::time::sleep_until(ended + LATER.saturating_sub(WATCHED)).await;
    let after = neighbour.lives_for(WATCHED).await;
    let memory_mb = Memory { before: held_before, peak, after: house.running.resident_mb()? };
    Ok(Strain { name: told, seconds, memory_mb, answers, before, during, after })
}

/// Looks at the memory of the program all the time.
struct Watching {
    over: Arc<AtomicBool>,
    looking: thread::JoinHandle<f64>,
}

impl Watching {
    fn begin(status: String) -> Self {
        let over = Arc::<AtomicBool>::default();
        let told = over.clone();
        let looking = thread::spawn(move || {
            let mut peak = 0.0_f64;
            while !told.load(Ordering::Relaxed) {
                peak = peak.max(resident_mb(&status).unwrap_or_default());
                thread::sleep(LOOKS);
            }
            peak
        });
        Self { over, looking }
    }

    fn end(self) -> f64 {
        self.over.store(true, Ordering::Relaxed);
        self.looking.join().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { processor, cores, kernel, memory_mb, .. } = &self.machine;
        writeln!(f, "machine   {processor}, {cores} cores, {memory_mb} MB, Linux {kernel}")?;
        writeln!(f, "program   {} on {}, served anew for each strain", self.program, self.engine)?;
        writeln!(
            f,
            "waiting   of another visitor, ms: p50 / p95 / worst, and how many of his tries failed"
        )?;
        for strain in &self.strains {
            write!(f, "\n{strain}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Strain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Memory { before, peak, after } = self.memory_mb;
        writeln!(
            f,
            "{:<46}{:>5.1} s   memory {before:.0} MB, peak {peak:.0}, 60 s after {after:.0}",
            self.name, self.seconds
        )?;
        let answers = self.answers.iter().map(|(answer, times)| format!("{answer} × {times}"));
        writeln!(f, "  the stranger: {}", answers.collect::<Vec<_>>().join(", "))?;
        writeln!(f, "  {:<8}{:<36}{:<36}after", "", "before", "during")?;
        let Self { before, during, after, .. } = self;
        let three = |of: fn(&Seen) -> Waited| [of(before), of(during), of(after)];
        row(f, "page", three(|seen| seen.page))?;
        row(f, "login", three(|seen| seen.login))?;
        row(f, "photo", three(|seen| seen.photo))
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, waits: [Waited; 3]) -> fmt::Result {
    let told = waits.map(|Waited { asked, refused, p50, p95, worst }| {
        let told = format!("{p50:.1} / {p95:.1} / {worst:.1}, {refused} of {asked}");
        format!("{told:<36}")
    });
    writeln!(f, "  {name:<8}{}", told.concat().trim_end())
}

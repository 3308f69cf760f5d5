//! Chaos: many clients file, accept and note over HTTP while the program, its database and its machine
//! are broken in every way that can be had, and afterwards every acknowledged write is there once, a
//! repeated request gets its first answer, no card was given by a wrong clock, and the trail holds.

mod afterwards;
mod clients;
mod faults;
mod house;
mod node;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use xianban_kernel::Seed;

use crate::Outcome;
use crate::arguments::ChaosAsked;
use crate::machine::{self, Machine};
use afterwards::Afterwards;
use clients::{Counts, Party, Records};
use faults::Faults;
use house::House;

/// Clients may need so long for what they have begun, once nothing breaks any more.
const LAST_ANSWERS: Duration = Duration::from_mins(2);

/// What happened, and what was found afterwards.
#[derive(Debug, Serialize)]
struct Report {
    machine: Machine,
    engine: &'static str,
    seconds: f64,
    clients: usize,
    /// How often each thing was broken.
    faults: BTreeMap<&'static str, usize>,
    /// What could not be broken here, and why.
    left_out: Vec<String>,
    counts: Counts,
    afterwards: Afterwards,
}

/// Breaks things for as long as asked, then looks.
pub fn run(asked: &ChaosAsked) -> Outcome<()> {
    let machine = machine::look(&std::env::temp_dir())?;
    let mut house = House::open(asked)?;
    let runtime = Runtime::new()?;
    let party = Arc::new(runtime.block_on(Party::enters(&house))?);
    let (over, began) = (Arc::new(AtomicBool::new(false)), Instant::now());
    let mut acting = JoinSet::new();
    for n in 0..asked.clients {
        let (party, over) = (Arc::clone(&party), Arc::clone(&over));
        acting.spawn_on(clients::acts(party, n, over), runtime.handle());
    }
    let mut faults = Faults::new(Seed::fixed(asked.seed));
    let until = Duration::from_secs(asked.seconds);
    while began.elapsed() < until && asked.most.is_none_or(|most| faults.count() < most) {
        faults.next(&mut house)?;
    }
    house.is_whole()?;
    over.store(true, Ordering::SeqCst);
    let records = runtime.block_on(gather(acting))?;
    let seconds = began.elapsed().as_secs_f64();
    let repeated = runtime.block_on(clients::repeats(&party, &records))?;
    let counts = party.counts();
    drop(party);
    house.stops()?;
    let afterwards = Afterwards::look(&house, &records, repeated)?;
    let (faults, left_out) = (faults.counted(), house.left_out());
    let (engine, clients) = (house.engine(), asked.clients);
    let report = Report { machine, engine, seconds, clients, faults, left_out, counts, afterwards };
    print!("{report}");
    if let Some(path) = &asked.json {
        std::fs::write(path, serde_json::to_vec_pretty(&report)?)?;
    }
    if report.afterwards.holds() { Ok(()) } else { Err("something was lost or doubled".into()) }
}

async fn gather(mut acting: JoinSet<Outcome<Records>>) -> Outcome<Records> {
    let mut all = Records::default();
    let gathered = tokio::time::timeout(LAST_ANSWERS, async {
        while let Some(one) = acting.join_next().await {
            all.extend(one??);
        }
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
    });
    gathered.await.map_err(|_| "a client waits for an answer that does not come")??;
    Ok(all)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { processor, cores, kernel, memory_mb, .. } = &self.machine;
        writeln!(f, "machine   {processor}, {cores} cores, {memory_mb} MB, Linux {kernel}")?;
        let faults: usize = self.faults.values().sum();
        let Self { engine, seconds, clients, .. } = self;
        writeln!(f, "chaos     {faults} faults in {seconds:.0} s on {engine}, {clients} clients")?;
        for (fault, times) in &self.faults {
            writeln!(f, "          {times:>5}  {fault}")?;
        }
        for left_out in &self.left_out {
            writeln!(f, "left out  {left_out}")?;
        }
        write!(f, "{}{}", self.counts, self.afterwards)
    }
}

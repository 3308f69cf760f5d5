//! What is told at the end, as a table and as JSON.
//!
//! The JSON file is one object with the fields of [`Report`]: `machine` ([`Machine`]), `program`
//! ([`Program`] or null) and `filings` ([`Filings`] or null). Rates are per second, times in
//! milliseconds, sizes in bytes or MB (10⁶ bytes) as the field says. A figure over the runs is
//! `{min, median, max}`; waiting times are `{p50, p95, p99}` over all requests of all runs.

use std::fmt;

use serde::Serialize;

use crate::machine::Machine;
use crate::program::Program;
use crate::speed::{Pace, Spread};

/// Everything that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// On what.
    pub machine: Machine,
    /// The built program, when one was named.
    pub program: Option<Program>,
    /// Filing, listing and reading, unless no appeals were asked for.
    pub filings: Option<Filings>,
}

/// Filing, listing and reading.
#[derive(Clone, Debug, Serialize)]
pub struct Filings {
    /// Engine, version and the settings that decide about syncs.
    pub engine: String,
    /// What the ceiling is, in a sentence.
    pub ceiling_is: &'static str,
    /// Appeals filed in each run.
    pub appeals: usize,
    /// Clients at the same time.
    pub clients: usize,
    /// Runs of ours, and of the ceiling.
    pub rounds: usize,
    /// Requests of each way of reading, in each run.
    pub reads: usize,
    /// Our filings, each answered after it was on the disk.
    pub ours: Pace,
    /// The bare engine's.
    pub ceiling: Pace,
    /// Ours divided by the ceiling of the same round.
    pub share: Spread,
    /// Jobs in the middle commit of a run; 1 where each job has its own.
    pub group: Spread,
    /// Write jobs of all runs while filing, those of the sealer included.
    pub jobs: u64,
    /// Commits of all runs while filing.
    pub commits: u64,
    /// Jobs of all runs that had to be run again because of another.
    pub reruns: u64,
    /// What an appeal takes on the disk, indexes and full text included.
    pub bytes_per_appeal: Spread,
    /// Each way of reading, on what was filed.
    pub readings: Vec<ReadingPace>,
}

/// One way of reading.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingPace {
    /// Whose list or page, and in which form.
    pub name: &'static str,
    /// How fast.
    pub pace: Pace,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { processor, cores, kernel, memory_mb, sync_ms } = &self.machine;
        writeln!(f, "machine   {processor}, {cores} cores, {memory_mb} MB, Linux {kernel}")?;
        let [p50, p95, p99] = [sync_ms.p50, sync_ms.p95, sync_ms.p99];
        writeln!(f, "sync      4 KiB and fdatasync: p50 {p50:.2} ms, p95 {p95:.2}, p99 {p99:.2}")?;
        if let Some(program) = &self.program {
            let Program { first_start_ms, second_start_ms, resident_mb, most_mb } = program;
            writeln!(
                f,
                "program   first answer {first_start_ms:.0} ms, when started again \
                 {second_start_ms:.0} ms; resident {resident_mb:.1} MB a minute later \
                 (at most {most_mb:.1})"
            )?;
        }
        self.filings.as_ref().map_or(Ok(()), |filings| write!(f, "{filings}"))
    }
}

impl fmt::Display for Filings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { appeals, clients, rounds, reads, share, group, bytes_per_appeal, .. } = self;
        writeln!(f, "engine    {}", self.engine)?;
        writeln!(f, "work      {appeals} appeals, {clients} clients, {rounds} rounds in turn")?;
        writeln!(f, "ceiling   {}\n", self.ceiling_is)?;
        heading(f, "per second")?;
        line(f, "filing over HTTP, durable", &self.ours)?;
        line(f, "the ceiling", &self.ceiling)?;
        let percent = |share: f64| share * 100.0;
        writeln!(
            f,
            "\nshare of the ceiling {:.1} % (rounds {:.1} to {:.1})",
            percent(share.median),
            percent(share.min),
            percent(share.max)
        )?;
        writeln!(
            f,
            "groups of {} jobs in the middle (runs {} to {}), {} jobs in {} commits, {} reruns",
            group.median, group.min, group.max, self.jobs, self.commits, self.reruns
        )?;
        writeln!(f, "{:.0} bytes on the disk for each appeal\n", bytes_per_appeal.median)?;
        heading(f, &format!("{reads} reads each"))?;
        self.readings.iter().try_for_each(|reading| line(f, reading.name, &reading.pace))
    }
}

fn heading(f: &mut fmt::Formatter<'_>, of: &str) -> fmt::Result {
    let [median, min, max] = ["median", "min", "max"];
    writeln!(
        f,
        "{of:<28}{median:>10}{min:>10}{max:>10}   {:>9}{:>9}{:>9}",
        "p50 ms", "p95 ms", "p99 ms"
    )
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, pace: &Pace) -> fmt::Result {
    let Spread { min, median, max } = pace.per_second;
    write!(f, "{name:<28}{median:>10.0}{min:>10.0}{max:>10.0}")?;
    match &pace.waits {
        Some(waits) => writeln!(f, "   {:>9.2}{:>9.2}{:>9.2}", waits.p50, waits.p95, waits.p99),
        None => writeln!(f),
    }
}

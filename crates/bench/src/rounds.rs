//! The rounds: ours and the ceiling in turn, each on a fresh database.

use std::collections::BTreeMap;
use std::sync::Arc;

use xianban_store::Db;

use crate::Outcome;
use crate::arguments::Arguments;
use crate::door::Door;
use crate::ground::{self, Ground};
use crate::load::{self, READINGS};
use crate::report::{Filings, ReadingPace};
use crate::speed::{Pace, Speed, Spread, number};

/// An engine with the ground laid, of which copies are made.
pub trait House {
    /// A database that one run may use up; gone when dropped.
    type Copy;

    /// What every copy holds.
    fn ground(&self) -> &Ground;
    /// Engine, version and the settings that decide about syncs.
    fn engine(&self) -> String;
    /// What the ceiling is, in a sentence.
    fn ceiling_is(&self) -> &'static str;
    /// A fresh database.
    fn fresh(&self) -> Outcome<Self::Copy>;
    /// Opens it as the program does.
    fn open(&self, copy: &Self::Copy) -> Outcome<Db>;
    /// What it takes on the disk, everything written back.
    fn bytes(&self, copy: &Self::Copy) -> Outcome<u64>;
    /// The bare engine's speed with what `ours` was given to do, on a fresh database; `group` is the
    /// usual number of jobs in a commit of ours.
    fn ceiling(&self, ours: &Self::Copy, group: usize) -> Outcome<Speed>;
}

/// What one run of ours showed.
struct Ours {
    filing: Speed,
    readings: Vec<Speed>,
    group: usize,
    jobs: u64,
    commits: u64,
    reruns: u64,
    bytes_per_appeal: f64,
}

/// Runs them all.
pub fn run<H: House>(house: &H, arguments: &Arguments) -> Outcome<Filings> {
    let (mut runs, mut ceilings) = (Vec::new(), Vec::new());
    for round in 1..=arguments.rounds {
        eprintln!("round {round} of {}: ours", arguments.rounds);
        let copy = house.fresh()?;
        let ours = ours(house, &copy, arguments)?;
        eprintln!("round {round} of {}: the ceiling", arguments.rounds);
        ceilings.push(house.ceiling(&copy, ours.group)?);
        runs.push(ours);
    }
    let share = runs.iter().zip(&ceilings);
    let share = share.map(|(ours, ceiling)| ours.filing.per_second() / ceiling.per_second());
    let readings = READINGS.iter().enumerate().map(|(at, reading)| {
        let of_run = runs.iter().filter_map(|run| run.readings.get(at));
        ReadingPace { name: reading.name, pace: Pace::over(of_run.collect::<Vec<_>>().into_iter()) }
    });
    Ok(Filings {
        engine: house.engine(),
        ceiling_is: house.ceiling_is(),
        appeals: arguments.appeals,
        clients: arguments.clients,
        rounds: arguments.rounds,
        reads: arguments.reads,
        ours: Pace::over(runs.iter().map(|run| &run.filing)),
        ceiling: Pace::over(ceilings.iter()),
        share: Spread::over(share),
        group: Spread::over(runs.iter().map(|run| number(run.group))),
        jobs: runs.iter().map(|run| run.jobs).sum(),
        commits: runs.iter().map(|run| run.commits).sum(),
        reruns: runs.iter().map(|run| run.reruns).sum(),
        bytes_per_appeal: Spread::over(runs.iter().map(|run| run.bytes_per_appeal)),
        readings: readings.collect(),
    })
}

fn ours<H: House>(house: &H, copy: &H::Copy, arguments: &Arguments) -> Outcome<Ours> {
    let before = house.bytes(copy)?;
    let db = house.open(copy)?;
    let door = Door::open(&ground::office(&db)?, true)?;
    let (filing, filed) = load::file(&door, house.ground(), arguments.appeals)?;
    let (figures, groups) = (db.figures(), db.groups());
    let filed = Arc::new(filed);
    let readings = READINGS
        .iter()
        .map(|reading| load::read(&door, house.ground(), &filed, *reading, arguments.reads));
    let readings = readings.collect::<Outcome<_>>()?;
    door.close()?;
    db.close();
    let grown = house.bytes(copy)?.saturating_sub(before);
    Ok(Ours {
        filing,
        readings,
        group: median_group(&groups),
        jobs: figures.jobs,
        commits: figures.commits,
        reruns: figures.reruns,
        bytes_per_appeal: number(usize::try_from(grown)?) / number(arguments.appeals),
    })
}

/// The size of the middle commit; 1 where every job has its own.
fn median_group(groups: &BTreeMap<usize, u64>) -> usize {
    let half = groups.values().sum::<u64>().div_ceil(2);
    let mut seen = 0;
    let middle = groups.iter().find(|(_, commits)| {
        seen += **commits;
        seen >= half
    });
    middle.map_or(1, |(size, _)| *size)
}

#[cfg(test)]
mod tests {
    use super::median_group;

    #[test]
    fn the_usual_group_is_that_of_the_middle_commit() {
        assert_eq!(median_group(&[(1, 2), (4, 3), (9, 2)].into()), 4);
        assert_eq!(median_group(&[].into()), 1);
    }
}

//! How long the pages of numbers take over very many matters. The matters are **synthetic rows, not lived
//! ones** ([`synthetic`]): nobody filed them and they have no trail. What is added up of them is made by
//! the program itself, and the pages are asked over HTTP of the real routes, as a leader.

pub mod house;
mod pages;
mod rows;
mod synthetic;

use std::fmt;

use serde::Serialize;
use xianban_domain::office::Office;
use xianban_kernel::{Clock, Problem};
use xianban_store::params;

use crate::Outcome;
use crate::arguments::FiguresAsked;
use crate::door::Door;
use crate::ground::{self, DISTRICT};
use crate::machine::{self, Machine};
use crate::speed::Waits;
use house::House;

/// Everything that was measured. Times are in milliseconds, sizes in bytes.
#[derive(Clone, Debug, Serialize)]
struct Table {
    machine: Machine,
    engine: &'static str,
    matters: usize,
    /// Rows of `fact`.
    facts: i64,
    /// Rows of `tally`.
    tally: i64,
    /// The database when everything is written.
    bytes: u64,
    /// Adding up a thousand changes, the commits included.
    adding_up_ms: f64,
    pages: Vec<Asked>,
}

/// A page, and how long it took.
#[derive(Clone, Debug, Serialize)]
struct Asked {
    page: &'static str,
    scope: &'static str,
    address: String,
    bytes: usize,
    times: usize,
    waits: Waits,
}

/// Writes the matters, asks the pages and prints the table.
pub fn run(asked: &FiguresAsked) -> Outcome<()> {
    let machine = machine::look(&asked.folder.clone().unwrap_or_else(std::env::temp_dir))?;
    let house = House::build(asked.engine, asked.folder.as_deref())?;
    let db = house.open()?;
    let ground = ground::lay_ground(&db, 1)?;
    let office = ground::office(&db)?;
    let written = synthetic::write(&office, asked.matters, asked.seed, Clock::machine().now())?;
    house.settle()?;
    let (facts, tally) = (rows(&office, "fact")?, rows(&office, "tally")?);
    let door = Door::open(&office, true)?;
    let pages = pages::ask(&door, &office, &ground.leader, asked.times)?;
    door.close()?;
    let table = Table {
        machine,
        engine: db.engine(),
        matters: asked.matters,
        facts,
        tally,
        bytes: house.bytes()?,
        adding_up_ms: written.ms_per_thousand(),
        pages,
    };
    print!("{table}");
    if let Some(path) = &asked.json {
        std::fs::write(path, serde_json::to_vec_pretty(&table)?)?;
    }
    drop(office);
    db.close();
    Ok(())
}

fn rows(office: &Office, table: &'static str) -> Outcome<i64> {
    let sql = format!("select count(*) as n from {table} where district = $1");
    Ok(office.db.read_blocking(move |tx| {
        let row = tx.row(&sql, params![DISTRICT])?.ok_or(Problem::NotFound)?;
        Ok::<i64, Problem>(row.get("n")?)
    })?)
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { processor, cores, kernel, memory_mb, .. } = &self.machine;
        writeln!(f, "machine   {processor}, {cores} cores, {memory_mb} MB, Linux {kernel}")?;
        let Self { engine, matters, facts, tally, bytes, adding_up_ms, .. } = self;
        writeln!(f, "matters   {matters} synthetic ones of a year, on {engine}")?;
        writeln!(
            f,
            "rows      {facts} facts, {tally} numbers added up, {} MB in all",
            bytes / 1_000_000
        )?;
        writeln!(f, "adding up {adding_up_ms:.1} ms for 1,000 changes, commits included\n")?;
        let [page, of] = ["page", "of"];
        writeln!(
            f,
            "{page:<24}{of:<12}{:>6}{:>10}{:>10}{:>10}",
            "times", "p50 ms", "p95 ms", "bytes"
        )?;
        for Asked { page, scope, bytes, times, waits, .. } in &self.pages {
            let Waits { p50, p95, .. } = waits;
            writeln!(f, "{page:<24}{scope:<12}{times:>6}{p50:>10.1}{p95:>10.1}{bytes:>10}")?;
        }
        Ok(())
    }
}

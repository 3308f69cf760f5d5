//! Filings one by one, each with everything that was said to PostgreSQL for it.

use xianban_store::{Db, PostgresOptions};

use super::tap::{Spoken, Tap};
use crate::Outcome;
use crate::door::Door;
use crate::ground::{Ground, office};
use crate::load;

/// Filings that are recorded, to find one of the usual size.
const RECORDED: usize = 40;
/// What a first filing prepares is prepared once; it and the next are not kept.
const WARMING: usize = 2;

/// What was said for one filing.
pub type Filing = Vec<Spoken>;

/// Files some appeals, one after another, in the database of `url`; answers one that says as much as
/// they say on average, and another one with the same statements. Those without a place differ and
/// are left out.
pub fn record(url: &str, ground: &Ground) -> Outcome<[Filing; 2]> {
    let tap = Tap::open(url)?;
    let database = url.rsplit('/').next().ok_or("a cluster without a database")?;
    let options =
        PostgresOptions { writers: 1, readers: 1, queue: 64, ..PostgresOptions::default() };
    let db = Db::postgres(&tap.url(database), &options)?;
    let door = Door::open(&office(&db)?, false)?;
    let mut filings = Vec::new();
    load::file_singly(&door, ground, RECORDED + WARMING, || filings.push(tap.take()))?;
    door.close()?;
    db.close();
    let mut filings = filings.split_off(WARMING);
    let usual = filings.iter().map(Vec::len).max().unwrap_or_default();
    let first = filings.iter().find(|filing| filing.len() == usual).map(shape);
    filings.retain(|filing| Some(shape(filing)) == first);
    let average = filings.iter().map(size).sum::<usize>() / filings.len().max(1);
    filings.sort_by_key(|filing| size(filing).abs_diff(average));
    let mut nearest = filings.into_iter();
    nearest
        .next()
        .zip(nearest.next())
        .map(<[Filing; 2]>::from)
        .ok_or_else(|| "no two recorded filings say the same statements".into())
}

/// Bytes in all parameters of a filing.
fn size(filing: &Filing) -> usize {
    let of = |spoken: &Spoken| match spoken {
        Spoken::Simple(_) => 0,
        Spoken::Run { params, .. } => params.iter().flatten().map(Vec::len).sum(),
    };
    filing.iter().map(of).sum()
}

/// The statements without their parameters.
fn shape(filing: &Filing) -> Vec<String> {
    let sql = |spoken: &Spoken| match spoken {
        Spoken::Simple(sql) | Spoken::Run { sql, .. } => sql.clone(),
    };
    filing.iter().map(sql).collect()
}

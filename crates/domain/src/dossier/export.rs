use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use xianban_kernel::{DossierId, Moment, Problem};
use xianban_store::{Result, Tx, params};

use super::merkle::{self, Step};
use super::record::{Record, read_records};
use super::sealer::Seal;
use crate::keys::Keys;

#[doc = include_str!("../../../../docs/trail-export.md")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Export {
    format: &'static str,
    district: i64,
    dossier: DossierId,
    events: Vec<Event>,
    key: String,
    seals: Vec<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Event {
    seq: i64,
    occurred_at: Moment,
    recorded_at: Moment,
    actor: String,
    kind: String,
    payload: String,
    prev: String,
    hash: String,
    seal: Option<Under>,
}

/// Under which seal an event is, and the way to its root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Under {
    n: i64,
    path: Vec<Neighbour>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Neighbour {
    side: &'static str,
    hash: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Link {
    n: i64,
    at: Moment,
    root: String,
    prev: String,
    hash: String,
    signature: String,
}

impl Export {
    /// The file's text.
    pub fn to_json(&self) -> std::result::Result<String, Problem> {
        serde_json::to_string(self).map_err(|error| Problem::broken(error.to_string()))
    }
}

/// Everything there is to check of one dossier, as it stands in the database: it is exported, not
/// verified. [`Problem::NotFound`] for a dossier without events.
pub fn export(
    tx: &mut Tx<'_>,
    keys: &Keys,
    district: i64,
    dossier: DossierId,
) -> std::result::Result<Export, Problem> {
    let records = read_records(tx, district, dossier)?;
    let first = records.first().ok_or(Problem::NotFound)?.recorded_at;
    let sealed = sealed(tx, &records)?;
    let mut under = find_seals(tx, district, dossier, first, sealed)?;
    let seals = match under.values().map(|under| under.n).min() {
        Some(first) => links_from(tx, district, first)?,
        None => Vec::new(),
    };
    let events = records.into_iter().map(|record| {
        let seal = under.remove(&record.seq);
        Event::new(record, seal)
    });
    let events = events.collect();
    let key = hex::encode(keys.seal_key()?);
    Ok(Export { format: "xianban.dossier.2", district, dossier, events, key, seals })
}

/// Places in the chain of the events that no longer wait for a seal.
fn sealed(tx: &mut Tx<'_>, records: &[Record]) -> Result<BTreeSet<i64>> {
    let mut sealed: BTreeSet<i64> = records.iter().map(|record| record.seq).collect();
    if let Some(record) = records.first() {
        for row in tx.rows(
            "select seq from unsealed where district = $1 and dossier = $2",
            params![record.district, record.dossier],
        )? {
            sealed.remove(&row.get::<i64>("seq")?);
        }
    }
    Ok(sealed)
}

/// By how much the clock of the node that seals may be behind that of the node that recorded.
const CLOCKS_APART_HOURS: i64 = 1;

/// How many seals are looked through at a time.
const AT_A_TIME: i64 = 100;

/// Where the `wanted` events were sealed; one that is in no seal is left out.
fn find_seals(
    tx: &mut Tx<'_>,
    district: i64,
    dossier: DossierId,
    recorded_at: Moment,
    mut wanted: BTreeSet<i64>,
) -> Result<BTreeMap<i64, Under>> {
    let mut found = BTreeMap::new();
    let mut after = 0;
    while !wanted.is_empty() {
        let rows = tx.rows(
            "select district, n, at, root, prev, hash, signature, leaves from seal
             where district = $1 and n > $2 and at >= $3 order by n limit $4",
            params![district, after, recorded_at.plus_hours(-CLOCKS_APART_HOURS), AT_A_TIME],
        )?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let seal = Seal::from_row(row)?;
            after = seal.n;
            let hashes: Vec<_> = seal.leaves.iter().map(|leaf| leaf.hash).collect();
            for (place, leaf) in seal.leaves.iter().enumerate() {
                if leaf.dossier == dossier.value() && wanted.remove(&leaf.seq) {
                    let path = merkle::path(&hashes, place).iter().map(Neighbour::from).collect();
                    found.insert(leaf.seq, Under { n: seal.n, path });
                }
            }
        }
    }
    Ok(found)
}

fn links_from(tx: &mut Tx<'_>, district: i64, first: i64) -> Result<Vec<Link>> {
    tx.rows(
        "select n, at, root, prev, hash, signature from seal where district = $1 and n >= $2 order by n",
        params![district, first],
    )?
    .iter()
    .map(|row| {
        let hash = |column| row.get::<[u8; 32]>(column).map(hex::encode);
        Ok(Link {
            n: row.get("n")?,
            at: row.get("at")?,
            root: hash("root")?,
            prev: hash("prev")?,
            hash: hash("hash")?,
            signature: row.get::<Option<Vec<u8>>>("signature")?.map(hex::encode).unwrap_or_default(),
        })
    })
    .collect()
}

impl Event {
    fn new(record: Record, seal: Option<Under>) -> Self {
        Self {
            seq: record.seq,
            occurred_at: record.occurred_at,
            recorded_at: record.recorded_at,
            actor: record.actor,
            kind: record.kind,
            payload: record.payload,
            prev: hex::encode(record.prev),
            hash: hex::encode(record.hash),
            seal,
        }
    }
}

impl From<&Step> for Neighbour {
    fn from(step: &Step) -> Self {
        let side = if step.left { "left" } else { "right" };
        Self { side, hash: hex::encode(step.neighbour) }
    }
}

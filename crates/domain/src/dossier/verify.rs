use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;
use xianban_kernel::{DossierId, Problem};
use xianban_store::{Tx, params};

use super::record::{Record, read_records};
use super::sealer::{Leaf, Seal};
use super::vault::Vault;
use crate::keys::Keys;

/// The first place where the trail does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where: `seal 3`, `dossier 42 event 2`, `dossier 42 vault 1`.
    pub place: String,
    /// What does not fit.
    pub why: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// How much a trail holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Appeals with a chain.
    pub dossiers: i64,
    /// Seals over them.
    pub seals: i64,
}

/// How much the trail of one district holds.
pub fn extent(tx: &mut Tx<'_>, district: i64) -> Result<Extent, Problem> {
    let row = tx.row(
        "select (select count(distinct dossier) from event where district = $1) as dossiers,
           (select count(*) from seal where district = $1) as seals",
        params![district],
    )?;
    let row = row.ok_or_else(|| Problem::broken("a count without a row"))?;
    Ok(Extent { dossiers: row.get("dossiers")?, seals: row.get("seals")? })
}

/// What a room says of one of its dossiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The first row that is not what the events say.
    pub broken: Option<Broken>,
    /// Which values of the vault were erased, by its events.
    pub erased: BTreeSet<i64>,
}

impl Checked {
    /// Something that does not hold.
    pub fn broken(place: String, why: &str) -> Self {
        Self { broken: Some(Broken { place, why: why.to_owned() }), erased: BTreeSet::new() }
    }
}

/// Checks seals, chains and vault of one district. `room` is asked about every dossier with its
/// chain: the room that owns it folds the events, compares the rows and says what was erased.
pub fn verify(
    tx: &mut Tx<'_>,
    keys: &Keys,
    district: i64,
    mut room: impl FnMut(&mut Tx<'_>, DossierId, &[Record]) -> Result<Checked, Problem>,
) -> Result<Option<Broken>, Problem> {
    let (sealed, broken) = read_seals(tx, keys, district)?;
    if broken.is_some() {
        return Ok(broken);
    }
    let mut dossiers: BTreeSet<i64> = sealed.keys().map(|(dossier, _)| *dossier).collect();
    for row in
        tx.rows("select distinct dossier from event where district = $1", params![district])?
    {
        dossiers.insert(row.get("dossier")?);
    }
    for dossier in dossiers.into_iter().map(DossierId::new) {
        let records = read_records(tx, district, dossier)?;
        let mut broken = check_chain(dossier, &records, &sealed);
        if broken.is_none() {
            let checked = room(tx, dossier, &records)?;
            broken = checked.broken;
            if broken.is_none() {
                let place = (district, dossier);
                broken = check_vault(tx, keys, place, &records, &checked.erased)?;
            }
        }
        if broken.is_some() {
            return Ok(broken);
        }
    }
    Ok(None)
}

type Sealed = BTreeMap<(i64, i64), [u8; 32]>;

fn read_seals(
    tx: &mut Tx<'_>,
    keys: &Keys,
    district: i64,
) -> Result<(Sealed, Option<Broken>), Problem> {
    let mut sealed = Sealed::new();
    let (mut n, mut prev) = (0, [0; 32]);
    for row in tx.rows(
        "select district, n, at, root, prev, hash, signature, leaves from seal \
         where district = $1 order by n",
        params![district],
    )? {
        let seal = Seal::from_row(&row)?;
        let why = if seal.n != n + 1 || seal.prev != prev {
            Some("does not follow the seal before")
        } else if seal.root != seal.computed_root() {
            Some("root does not cover its leaves")
        } else if seal.hash != seal.computed_hash() {
            Some("hash does not fit")
        } else if !keys.signed_seal(&seal.hash, seal.signature.as_deref().unwrap_or_default())? {
            Some("was not signed with the key outside the database")
        } else {
            None
        };
        if let Some(why) = why {
            let broken = Broken { place: format!("seal {}", seal.n), why: why.to_owned() };
            return Ok((sealed, Some(broken)));
        }
        (n, prev) = (seal.n, seal.hash);
        sealed.extend(
            seal.leaves.iter().map(|Leaf { dossier, seq, hash }| ((*dossier, *seq), *hash)),
        );
    }
    Ok((sealed, None))
}

fn check_chain(dossier: DossierId, records: &[Record], sealed: &Sealed) -> Option<Broken> {
    let broken = |seq: i64, why: &str| {
        Some(Broken { place: format!("dossier {dossier} event {seq}"), why: why.to_owned() })
    };
    let mut prev = [0; 32];
    for (seq, record) in (1..).zip(records) {
        if record.seq != seq {
            return broken(seq, "is missing");
        }
        if record.prev != prev || record.hash != record.computed_hash() {
            return broken(seq, "was changed");
        }
        if sealed.get(&(dossier.value(), seq)).is_some_and(|hash| *hash != record.hash) {
            return broken(seq, "is not the one that was sealed");
        }
        prev = record.hash;
    }
    let last = i64::try_from(records.len()).unwrap_or(i64::MAX);
    let first = (dossier.value(), last + 1);
    let after = sealed.range(first..=(dossier.value(), i64::MAX)).next();
    after.and_then(|((_, seq), _)| broken(*seq, "was sealed and is gone"))
}

fn check_vault(
    tx: &mut Tx<'_>,
    keys: &Keys,
    (district, dossier): (i64, DossierId),
    records: &[Record],
    erased: &BTreeSet<i64>,
) -> Result<Option<Broken>, Problem> {
    let mut claimed = BTreeMap::new();
    for record in records {
        let payload: Value = serde_json::from_str(&record.payload)
            .map_err(|error| Problem::broken(error.to_string()))?;
        commitments(&payload, &mut claimed);
    }
    let broken = |n: i64, why: &str| {
        Ok(Some(Broken { place: format!("dossier {dossier} vault {n}"), why: why.to_owned() }))
    };
    let rows = tx.rows(
        "select n from vault where district = $1 and dossier = $2 order by n",
        params![district, dossier],
    )?;
    let present: BTreeSet<i64> = rows.iter().map(|row| row.get("n")).collect::<Result<_, _>>()?;
    if let Some(n) = present.iter().find(|n| !claimed.contains_key(n)) {
        return broken(*n, "is in no event");
    }
    // A destroyed key is lawful only when every value was erased: one that was not cannot be read.
    let Ok(vault) = Vault::open(tx, keys, district, dossier) else {
        return broken(0, "key cannot be read");
    };
    for (n, sm3) in &claimed {
        match vault.recomputed(tx, *n) {
            Ok(Some(found)) if found == *sm3 && !erased.contains(n) => {}
            Ok(None) if erased.contains(n) => {}
            Ok(None) => return broken(*n, "was emptied without an erasure"),
            Ok(Some(_)) | Err(_) => return broken(*n, "was changed or is gone"),
        }
    }
    Ok(None)
}

/// Every [`super::Kept`] in a payload: the one thing of it that is not the room's.
fn commitments(payload: &Value, found: &mut BTreeMap<i64, String>) {
    match payload {
        Value::Object(fields) => {
            if let (Some(n), Some(sm3)) = (
                fields.get("vault").and_then(Value::as_i64),
                fields.get("sm3").and_then(Value::as_str),
            ) {
                found.insert(n, sm3.to_owned());
            }
            fields.values().for_each(|value| commitments(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| commitments(item, found)),
        _ => {}
    }
}

use std::collections::BTreeMap;

use xianban_kernel::{DossierId, Problem};
use xianban_store::{Row, Tx, params};

use super::fact::{Fact, Under, day};
use crate::office::Work;

/// A fact as it is stored: everything that a number can be asked by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) day: i64,
    pub(super) at: i64,
    pub(super) unit: i64,
    pub(super) ground: Ground,
    pub(super) list: String,
    pub(super) matter: String,
}

/// Where something is counted, from the street down; 0 for what is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) street: i64,
    pub(super) community: i64,
    pub(super) estate: i64,
    pub(super) grid: i64,
}

/// Writes what is counted of a dossier as it is now, and by how much that changes every number: one row
/// for each change, which a job adds up later. No number is touched that another dossier counts in.
pub(crate) fn refresh(
    work: &mut Work<'_, '_>,
    dossier: DossierId,
    under: &Under,
    facts: &[Fact],
) -> Result<(), Problem> {
    let before = of(work.tx, dossier)?;
    let ground = ground(work.tx, under)?;
    let after: BTreeMap<(String, i64), Stored> = facts
        .iter()
        .map(|fact| {
            let stored = Stored {
                day: day(fact.at),
                at: fact.at.millis(),
                unit: fact.unit.value(),
                ground,
                list: under.list.clone(),
                matter: under.matter.clone(),
            };
            ((fact.count.code().to_owned(), fact.n), stored)
        })
        .collect();
    for (key, gone) in before.iter().filter(|(key, fact)| after.get(*key) != Some(fact)) {
        work.tx.execute(
            "delete from fact where district = $1 and dossier = $2 and count = $3 and n = $4",
            params![work.office.district, dossier, &key.0, key.1],
        )?;
        change(work, &key.0, gone, -1)?;
    }
    for (key, fresh) in after.iter().filter(|(key, fact)| before.get(*key) != Some(fact)) {
        insert(work, dossier, key, fresh)?;
        change(work, &key.0, fresh, 1)?;
    }
    Ok(())
}

/// Whether what is stored of a dossier is what is true of it; places may have been drawn anew since.
pub(crate) fn agrees(
    tx: &mut Tx<'_>,
    dossier: DossierId,
    under: &Under,
    facts: &[Fact],
) -> Result<bool, Problem> {
    let stored = of(tx, dossier)?;
    let same = |fact: &Fact| {
        let found = stored.get(&(fact.count.code().to_owned(), fact.n));
        found.is_some_and(|one| {
            (one.at, one.unit) == (fact.at.millis(), fact.unit.value())
                && (&one.list, &one.matter) == (&under.list, &under.matter)
        })
    };
    Ok(stored.len() == facts.len() && facts.iter().all(same))
}

/// What is stored of a dossier.
pub(super) fn of(
    tx: &mut Tx<'_>,
    dossier: DossierId,
) -> Result<BTreeMap<(String, i64), Stored>, Problem> {
    let rows = tx.rows(
        "select count, n, day, at, unit, street, community, estate, grid, list, matter from fact
         where district = $1 and dossier = $2",
        params![tx.district(), dossier],
    )?;
    rows.iter().map(|row| Ok(((row.get("count")?, row.get("n")?), stored(row)?))).collect()
}

pub(super) fn stored(row: &Row) -> Result<Stored, Problem> {
    Ok(Stored {
        day: row.get("day")?,
        at: row.get("at")?,
        unit: row.get("unit")?,
        ground: Ground {
            street: row.get("street")?,
            community: row.get("community")?,
            estate: row.get("estate")?,
            grid: row.get("grid")?,
        },
        list: row.get("list")?,
        matter: row.get("matter")?,
    })
}

fn insert(
    work: &mut Work<'_, '_>,
    dossier: DossierId,
    (count, n): &(String, i64),
    fact: &Stored,
) -> Result<(), Problem> {
    let Ground { street, community, estate, grid } = fact.ground;
    work.tx.execute(
        "insert into fact (district, dossier, count, n, day, at, unit, street, community, estate,
           grid, list, matter)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        params![
            work.office.district,
            dossier,
            count,
            *n,
            fact.day,
            fact.at,
            fact.unit,
            street,
            community,
            estate,
            grid,
            &fact.list,
            &fact.matter,
        ],
    )?;
    Ok(())
}

/// One more or one less, until the job adds it up.
fn change(work: &mut Work<'_, '_>, count: &str, fact: &Stored, by: i64) -> Result<(), Problem> {
    let Ground { street, community, estate, grid } = fact.ground;
    // A number that was drawn in the same moment may be taken: then another is drawn.
    loop {
        let id = DossierId::draw(work.tx.draw(), work.cx.at);
        let touched = work.tx.execute(
            "insert into fact_change (district, id, count, day, unit, street, community, estate,
               grid, list, matter, number)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing",
            params![
                work.office.district,
                id,
                count,
                fact.day,
                fact.unit,
                street,
                community,
                estate,
                grid,
                &fact.list,
                &fact.matter,
                by,
            ],
        )?;
        if touched == 1 {
            return Ok(());
        }
    }
}

/// Where something lies; what names no place lies on the ground of its unit.
fn ground(tx: &mut Tx<'_>, under: &Under) -> Result<Ground, Problem> {
    let district = tx.district();
    let mut row = None;
    if let Some(place) = under.place {
        row = tx.row(
            "select id, kind, street, community, estate, grid from place
             where district = $1 and id = $2",
            params![district, place],
        )?;
    }
    for unit in &under.units {
        if row.is_some() {
            break;
        }
        row = tx.row(
            "select p.id, p.kind, p.street, p.community, p.estate, p.grid from unit_cover c
             join place p on p.district = c.district and p.id = c.place
             where c.district = $1 and c.unit = $2 and p.kind in ('street', 'community')
             order by p.path limit 1",
            params![district, unit],
        )?;
    }
    let Some(row) = row else { return Ok(Ground::default()) };
    let (own, kind): (i64, String) = (row.get("id")?, row.get("kind")?);
    let level = |column: &'static str| -> Result<i64, Problem> {
        let above: Option<i64> = row.get(column)?;
        Ok(above.unwrap_or(if kind == column { own } else { 0 }))
    };
    let grid: Option<i64> = row.get("grid")?;
    Ok(Ground {
        street: level("street")?,
        community: level("community")?,
        estate: level("estate")?,
        grid: grid.unwrap_or(0),
    })
}

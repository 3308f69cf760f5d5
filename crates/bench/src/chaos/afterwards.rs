//! What is found when all is over: the rows against what was acknowledged.

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;
use xianban_store::{Error, Tx, params};

use super::clients::Records;
use super::house::House;
use crate::Outcome;

/// Rows read at once.
const PIECE: i64 = 5000;

/// What is there.
#[derive(Debug, Default, Serialize)]
pub struct Afterwards {
    /// Appeals in the database; as many as were acknowledged.
    pub appeals: usize,
    /// Acknowledged and not there.
    pub lost: Vec<String>,
    /// There and never acknowledged, or more than once.
    pub doubled: Vec<String>,
    /// Cards given: all matters are young, so each would be by a wrong clock.
    pub cards: usize,
    /// Requests repeated at the end, each answered as the first time.
    pub repeated: usize,
    /// What `trail verify` said.
    pub trail: String,
    pub trail_holds: bool,
}

/// Events of one appeal by kind.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    accepted: usize,
    noted: usize,
    cards: usize,
}

impl Afterwards {
    /// Looks at the database and asks the program for the trail.
    pub fn look(house: &House, records: &Records, repeated: usize) -> Outcome<Self> {
        let db = house.opens()?;
        let mut held: HashMap<String, Held> = HashMap::new();
        let mut last = (0_i64, 0_i64);
        while let Some(next) = {
            let read = move |tx: &mut Tx<'_>| piece(tx, last);
            let rows = db.read_blocking::<_, Error, _>(read)?;
            for row in &rows {
                row.counts(held.entry(row.no.clone()).or_default());
            }
            rows.last().map(|row| (row.dossier, row.seq))
        } {
            last = next;
        }
        db.close();
        let mut found = Self { appeals: held.len(), repeated, ..Self::default() };
        for record in records {
            let Some(there) = held.remove(&record.no) else {
                found.lost.push(record.no.clone());
                continue;
            };
            found.cards += there.cards;
            let (accepted, noted) = (usize::from(record.accepted), record.notes);
            if there.accepted < accepted || there.noted < noted {
                found.lost.push(format!("{}: {there:?}", record.no));
            }
            if there.accepted > accepted || there.noted > noted {
                found.doubled.push(format!("{}: {there:?}", record.no));
            }
        }
        found.doubled.extend(held.into_keys());
        match house.verifies() {
            Ok(said) => (found.trail, found.trail_holds) = (said, true),
            Err(said) => found.trail = said.to_string(),
        }
        Ok(found)
    }

    /// Whether all is as it should be.
    pub fn holds(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty() && self.cards == 0 && self.trail_holds
    }
}

/// An event with the number of its appeal.
struct Row {
    dossier: i64,
    seq: i64,
    no: String,
    kind: String,
}

impl Row {
    fn counts(&self, held: &mut Held) {
        match self.kind.split('.').next() {
            Some("accepted") => held.accepted += 1,
            Some("noted") => held.noted += 1,
            Some("carded") => held.cards += 1,
            _ => {}
        }
    }
}

fn piece(tx: &mut Tx<'_>, (dossier, seq): (i64, i64)) -> Result<Vec<Row>, Error> {
    let rows = tx.rows(
        "select e.dossier, e.seq, e.kind, a.no from event e
           join appeal a on a.district = e.district and a.id = e.dossier
         where e.district = $1 and (e.dossier, e.seq) > ($2, $3)
         order by e.dossier, e.seq limit $4",
        params![tx.district(), dossier, seq, PIECE],
    )?;
    let read = |row: &xianban_store::Row| {
        Ok(Row {
            dossier: row.get("dossier")?,
            seq: row.get("seq")?,
            no: row.get("no")?,
            kind: row.get("kind")?,
        })
    };
    rows.iter().map(read).collect()
}

impl fmt::Display for Afterwards {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { appeals, lost, doubled, cards, repeated, trail, .. } = self;
        writeln!(f, "found     {appeals} appeals, {} lost, {} doubled", lost.len(), doubled.len())?;
        for said in lost.iter().chain(doubled).take(20) {
            writeln!(f, "          {said}")?;
        }
        writeln!(f, "cards     {cards} given by a wrong clock")?;
        writeln!(
            f,
            "repeated  {repeated} filings once more at the end, each with its first number"
        )?;
        writeln!(f, "trail     {}", trail.trim().replace('\n', "\n          "))
    }
}

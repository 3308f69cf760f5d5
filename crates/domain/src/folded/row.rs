use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Problem};
use xianban_store::{Error, Row, Tx, params};

use super::noun::{Folded, Held};

pub(super) const COLUMNS: &str = "f.district, f.id, f.no, f.begun_at, f.version, f.noun";

/// The noun with this row, held until the verb ends; [`Problem::NotFound`] when there is none of its kind.
pub fn load<N: Folded>(tx: &mut Tx<'_>, id: DossierId) -> Result<Held<N>, Problem> {
    let holding = tx.holding();
    let sql = format!(
        "select {COLUMNS} from folded f where f.district = $1 and f.id = $2 and f.kind = $3{holding}"
    );
    let row = tx.row(&sql, params![tx.district(), id, N::KIND])?;
    Ok(from_row(&row.ok_or(Problem::NotFound)?)?)
}

pub(super) fn from_row<N: Folded>(row: &Row) -> xianban_store::Result<Held<N>> {
    let (no, noun): (String, String) = (row.get("no")?, row.get("noun")?);
    let noun = serde_json::from_str(&noun)
        .map_err(|error| Error::inconsistent(N::KIND, &no, error.to_string()))?;
    Ok(Held {
        district: row.get("district")?,
        id: row.get("id")?,
        begun_at: row.get("begun_at")?,
        version: row.get("version")?,
        noun,
        no,
    })
}

fn text<N: Folded>(noun: &N) -> Result<String, Problem> {
    serde_json::to_string(noun).map_err(|error| Problem::broken(error.to_string()))
}

/// Writes a new one, whose dossier is open.
pub(super) fn insert<N: Folded>(tx: &mut Tx<'_>, held: &Held<N>) -> Result<(), Problem> {
    let noun = text(&held.noun)?;
    tx.execute(
        "insert into folded (district, id, kind, no, begun_at, version, noun)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![held.district, held.id, N::KIND, held.no, held.begun_at, held.version, noun],
    )?;
    tied(tx, held, &BTreeSet::new(), &held.noun.face().about)
}

/// Writes what an event changed, if the row is still the one it was seen as.
pub(super) fn update<N: Folded>(
    tx: &mut Tx<'_>,
    before: &Held<N>,
    after: &Held<N>,
) -> Result<(), Problem> {
    let touched = tx.execute(
        "update folded set version = $1, noun = $2
         where district = $3 and id = $4 and version = $5",
        params![after.version, text(&after.noun)?, after.district, after.id, before.version],
    )?;
    if touched != 1 {
        return Err(tx.raced().into());
    }
    tied(tx, after, &before.noun.face().about, &after.noun.face().about)
}

fn tied<N>(
    tx: &mut Tx<'_>,
    held: &Held<N>,
    before: &BTreeSet<DossierId>,
    after: &BTreeSet<DossierId>,
) -> Result<(), Problem> {
    for about in after.difference(before) {
        tx.execute(
            "insert into tie (district, dossier, about) values ($1, $2, $3) on conflict do nothing",
            params![held.district, held.id, *about],
        )?;
    }
    for about in before.difference(after) {
        tx.execute(
            "delete from tie where district = $1 and dossier = $2 and about = $3",
            params![held.district, held.id, *about],
        )?;
    }
    Ok(())
}

/// What a dossier is about, as rows say.
pub(super) fn ties(tx: &mut Tx<'_>, id: DossierId) -> Result<BTreeSet<DossierId>, Problem> {
    let rows = tx.rows(
        "select about from tie where district = $1 and dossier = $2",
        params![tx.district(), id],
    )?;
    Ok(rows.iter().map(|row| row.get("about")).collect::<Result<_, _>>()?)
}

use xianban_kernel::{DossierId, Moment, Problem};
use xianban_store::{Tx, params};

use super::adopt::missing;
use super::event::Event;
use super::note::{Field, Written};
use super::noun::Ledger;
use super::standing::standing;
use super::subject::{Sort, Subject};
use crate::dossier::{Broken, Checked, Record, Vault};
use crate::folded;
use crate::office::Office;

/// Folds a chain again; compares its rows, the entries of the lists, and how the thing itself stands.
pub fn verify_rows(
    office: &Office,
    tx: &mut Tx<'_>,
    id: DossierId,
    records: &[Record],
) -> Result<Checked, Problem> {
    let checked = folded::check::<Ledger>(office, tx, id, records)?;
    if checked.broken.is_some() {
        return Ok(checked);
    }
    let held = folded::load::<Ledger>(tx, id)?;
    let broken = |why: &str| Ok(Checked::broken(format!("ledger {}", held.subject), why));
    let row = tx.row(
        "select subject from ledger where district = $1 and dossier = $2",
        params![held.district, id],
    )?;
    let subject = row.map(|row| row.get::<String>("subject")).transpose()?;
    if subject.as_ref() != Some(&held.subject) {
        return broken("is not found by its thing");
    }
    if entries(office, tx, &held, records)? != stored(tx, &held)? {
        return broken("has entries that its events do not give");
    }
    if standing(tx, &held.subject())? != held.standing {
        return broken("is of a thing that was changed past the program");
    }
    Ok(checked)
}

/// That nothing is there that the ledger does not know of: a unit, an account, a version of the rules.
pub fn verify_all(tx: &mut Tx<'_>) -> Result<Option<Broken>, Problem> {
    for sort in Sort::ALL {
        if let Some(subject) = missing(tx, *sort)?.first() {
            let what = format!("ledger {}", subject.0);
            return Ok(Checked::broken(what, "is missing: the thing came past the program").broken);
        }
    }
    Ok(posts_of_nobody(tx)?.map(|staff| Broken {
        place: format!("post of account {staff}"),
        why: "belongs to nobody".to_owned(),
    }))
}

/// A post whose account is not there.
fn posts_of_nobody(tx: &mut Tx<'_>) -> Result<Option<i64>, Problem> {
    let row = tx.row(
        "select p.staff from post p where p.district = $1 and not exists \
         (select 1 from staff s where s.district = $1 and s.id = p.staff) limit 1",
        params![tx.district()],
    )?;
    row.map(|row| Ok(row.get("staff")?)).transpose()
}

/// An entry: its place, when, who, how, and its words.
type Line = (i64, Moment, String, String, Written);

/// The entries that the events give; one whose words were erased is not compared.
fn entries(
    office: &Office,
    tx: &mut Tx<'_>,
    held: &folded::Held<Ledger>,
    records: &[Record],
) -> Result<Vec<Line>, Problem> {
    let vault = Vault::open(tx, &office.keys, held.district, held.id)?;
    let (mut n, mut lines) = (held.before, Vec::new());
    for record in records {
        let Event::Noted(noted) = folded::event_of::<Ledger>(record)? else { continue };
        n += 1;
        let words = vault.read(tx, noted.words.vault)?.unwrap_or_default();
        let written = serde_json::from_str(&words)
            .map_err(|error| Problem::broken(format!("ledger {}: {error}", held.subject)))?;
        let what = noted.what.code().to_owned();
        lines.push((n, record.occurred_at, record.actor.clone(), what, written));
    }
    Ok(lines)
}

fn stored(tx: &mut Tx<'_>, held: &folded::Held<Ledger>) -> Result<Vec<Line>, Problem> {
    let rows = tx.rows(
        "select n, at, actor, what, author, name, fields, sort from ledger_entry \
         where district = $1 and subject = $2 and n > $3 order by n",
        params![held.district, held.subject, held.before],
    )?;
    let sort = Subject(held.subject.clone()).sort();
    let line = |row: &xianban_store::Row| -> Result<Line, Problem> {
        let fields: String = row.get("fields")?;
        let fields: Vec<Field> = serde_json::from_str(&fields)
            .map_err(|error| Problem::broken(format!("ledger_entry: {error}")))?;
        let (author, name) = (row.get("author")?, row.get("name")?);
        // An entry under another sort is one that no list shows where it belongs.
        let what: String = row.get("what")?;
        let known = row.get::<String>("sort")? == sort.code();
        let what = if known { what } else { String::new() };
        Ok((
            row.get("n")?,
            row.get("at")?,
            row.get("actor")?,
            what,
            Written { author, name, fields },
        ))
    };
    rows.iter().map(line).collect()
}

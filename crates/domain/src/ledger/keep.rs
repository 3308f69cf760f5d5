use xianban_kernel::{Problem, UnitId};
use xianban_store::{Tx, params};

use super::event::{Event, Noted};
use super::note::{Note, Written};
use super::noun::Ledger;
use super::rules::LedgerRules;
use super::standing::standing;
use super::subject::Subject;
use crate::folded::{self, Held};
use crate::office::Work;
use crate::organisation::{UnitKind, units_of};

/// Notes what was done, with who did it, when, and how the thing stands now: write the thing first.
pub fn keep(work: &mut Work<'_, '_>, note: &Note) -> Result<(), Problem> {
    let broken = |error: serde_json::Error| Problem::broken(error.to_string());
    let author = work.cx.actor.staff().map(|staff| staff.name.to_string()).unwrap_or_default();
    let written = Written { author, name: note.name.clone(), fields: note.fields.clone() };
    let words = serde_json::to_string(&written).map_err(broken)?;
    let standing = standing(work.tx, &note.subject)?;
    let held = match find(work, &note.subject)? {
        None => begin(work, note, &words, standing.as_deref())?,
        Some(held) => {
            let kept = folded::keep(work, &held, &words)?;
            let words = kept.ok_or_else(|| Problem::broken("an entry without words"))?;
            let (subject, what) = (note.subject.0.clone(), note.what);
            let noted = Noted { subject, unit: held.unit, before: 0, what, words, standing };
            folded::record(work, &held, None, &Event::Noted(noted))?
        }
    };
    row(work, note, &held, &written)
}

/// The first entry of a thing opens its dossier.
fn begin(
    work: &mut Work<'_, '_>,
    note: &Note,
    words: &str,
    standing: Option<&str>,
) -> Result<Held<Ledger>, Problem> {
    let (unit, before) = (office(work.tx)?, older(work, &note.subject)?);
    open(work, &note.subject, &mut |work, begun| {
        Ok(Event::Noted(Noted {
            subject: note.subject.0.clone(),
            unit,
            before,
            what: note.what,
            words: begun.keep(work, words)?,
            standing: standing.map(str::to_owned),
        }))
    })
}

type First<'f> =
    &'f mut dyn FnMut(&mut Work<'_, '_>, &mut folded::Begun<'_>) -> Result<Event, Problem>;

/// Opens the dossier of a thing.
pub(super) fn open(
    work: &mut Work<'_, '_>,
    subject: &Subject,
    first: First<'_>,
) -> Result<Held<Ledger>, Problem> {
    let letters = LedgerRules::of(&work.office.rules_at(work.cx.at).rules).letters;
    let held = folded::open::<Ledger>(work, &letters, first)?;
    let new = work.tx.execute(
        "insert into ledger (district, subject, dossier) values ($1, $2, $3) on conflict do nothing",
        params![work.tx.district(), subject.0, held.id],
    )?;
    if new == 1 { Ok(held) } else { Err(work.tx.raced().into()) }
}

/// The dossier of a thing, if it has one.
pub(super) fn find(
    work: &mut Work<'_, '_>,
    subject: &Subject,
) -> Result<Option<Held<Ledger>>, Problem> {
    let sql = "select dossier from ledger where district = $1 and subject = $2";
    let row = work.tx.row(sql, params![work.tx.district(), subject.0])?;
    let Some(row) = row else { return Ok(None) };
    folded::load::<Ledger>(work.tx, row.get("dossier")?).map(Some)
}

/// How many entries a thing has from before it had a dossier.
pub(super) fn older(work: &mut Work<'_, '_>, subject: &Subject) -> Result<i64, Problem> {
    let sql = "select coalesce(max(n), 0) as n from ledger_entry \
               where district = $1 and subject = $2";
    let row = work.tx.row(sql, params![work.tx.district(), subject.0])?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// The office whose ledger it is; in a district that is just being laid, no unit yet.
pub(super) fn office(tx: &mut Tx<'_>) -> Result<UnitId, Problem> {
    let district = tx.district();
    let offices = units_of(tx, district, UnitKind::PlatformOffice)?;
    Ok(offices.first().map_or(UnitId::new(0), |office| office.id))
}

/// The line of the lists, with the time that the event has.
fn row(
    work: &mut Work<'_, '_>,
    note: &Note,
    held: &Held<Ledger>,
    written: &Written,
) -> Result<(), Problem> {
    let broken = |error: serde_json::Error| Problem::broken(error.to_string());
    let fields = serde_json::to_string(&written.fields).map_err(broken)?;
    let new = work.tx.execute(
        "insert into ledger_entry \
         (district, subject, n, sort, at, actor, author, what, name, fields) \
         select $1, cast($2 as text), cast($3 as bigint), cast($4 as text), occurred_at, actor, \
         cast($5 as text), cast($6 as text), cast($7 as text), cast($8 as text) from event \
         where event.district = $1 and dossier = $9 and seq = $10 on conflict do nothing",
        params![
            work.tx.district(),
            note.subject.0,
            held.notes,
            note.subject.sort().code(),
            written.author,
            note.what.code(),
            written.name,
            fields,
            held.id,
            held.version
        ],
    )?;
    if new == 1 { Ok(()) } else { Err(work.tx.raced().into()) }
}

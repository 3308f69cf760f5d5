use std::fmt;

use serde::{Deserialize, Serialize};
use xianban_kernel::{Problem, UnitId};
use xianban_store::{Tx, params};

use super::event::{Event, Noted};
use super::noun::Ledger;
use super::rules::LedgerRules;
use super::standing::standing;
use super::subject::Subject;
use crate::coded::coded;
use crate::folded::{self, Held};
use crate::office::Work;
use crate::organisation::{UnitKind, units_of};

coded! {
    /// What was done to a thing.
    What {
        /// It was not there before.
        Added = "added",
        /// Something about it is different now.
        Changed = "changed",
        /// It takes nothing new.
        Closed = "closed",
        /// Its open work went to another.
        HandedOver = "handed_over",
        /// It was looked at, or taken out.
        Seen = "seen",
    }
}

impl What {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Changed => "修改",
            Self::Closed => "撤销",
            Self::HandedOver => "移交",
            Self::Seen => "查看",
        }
    }
}

/// One thing about a thing: before and after, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What, as shown.
    pub name: String,
    /// Before; empty when there was nothing.
    pub from: String,
    /// After; empty when there is nothing.
    pub to: String,
}

impl Field {
    /// A thing about a thing, before and after.
    pub fn new(name: &str, from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { name: name.to_owned(), from: from.into(), to: to.into() }
    }
}

/// What is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What changed.
    pub subject: Subject,
    /// How.
    pub what: What,
    /// What it is called.
    pub name: String,
    /// What is different.
    pub fields: Vec<Field>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", self.what.name(), self.subject.sort().name(), self.name)?;
        if self.name != self.subject.key() {
            write!(f, "（{}）", self.subject.key())?;
        }
        for (n, field) in self.fields.iter().enumerate() {
            f.write_str(if n == 0 { "：" } else { "；" })?;
            write!(f, "{field}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none =
            |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        match self.from.as_str() {
            "" => write!(f, "{} {}", self.name, or_none(&self.to)),
            from => write!(f, "{} {from} → {}", self.name, or_none(&self.to)),
        }
    }
}

/// The words of an entry, as its dossier's vault has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    /// Who; empty when it was done at the machine.
    pub author: String,
    /// What the thing is called.
    pub name: String,
    /// What is different.
    pub fields: Vec<Field>,
}

/// Notes what was done, with who did it, when, and how the thing stands now: write the thing first.
pub fn keep(work: &mut Work<'_, '_>, note: &Note) -> Result<(), Problem> {
    let broken = |error: serde_json::Error| Problem::broken(error.to_string());
    let author = work.cx.actor.staff().map(|staff| staff.name.to_string()).unwrap_or_default();
    let written = Written { author, name: note.name.clone(), fields: note.fields.clone() };
    let words = serde_json::to_string(&written).map_err(broken)?;
    let standing = standing(work.tx, &note.subject)?;
    let held = match find(work, &note.subject)? {
        None => begin(work, note, &words, standing)?,
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
    standing: Option<String>,
) -> Result<Held<Ledger>, Problem> {
    let (unit, before) = (office(work.tx)?, older(work, &note.subject)?);
    open(work, &note.subject, &mut |work, begun| {
        Ok(Event::Noted(Noted {
            subject: note.subject.0.clone(),
            unit,
            before,
            what: note.what,
            words: begun.keep(work, words)?,
            standing: standing.clone(),
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

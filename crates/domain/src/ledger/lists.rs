use xianban_kernel::{Moment, Page, PageSize, Problem};
use xianban_store::{Param, Row, params};

use super::keep::find;
use super::note::{Field, Note, What};
use super::noun::Ledger;
use super::subject::{Sort, Subject};
use super::words::Action;
use crate::dossier::Dossier;
use crate::files::File;
use crate::folded::{self, Held};
use crate::identity::{Right, require};
use crate::office::Work;

/// An entry as it was kept.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which of its thing, for whoever changes it next: he says the last he has seen.
    pub n: i64,
    /// When.
    pub at: Moment,
    /// Who; empty when it was done at the machine.
    pub by: String,
    /// The number of the dossier it stands in; none for entries from before there were any.
    pub no: Option<String>,
    /// What.
    pub note: Note,
}

/// Entries and where the next page begins.
pub type Entries = Page<Entry>;

/// Which entries are wanted.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// About things of these sorts; none for all.
    pub sorts: Vec<Sort>,
    /// Words in the name, the author, or what is different.
    pub words: String,
    /// From this moment on.
    pub from: Option<Moment>,
    /// Before this one.
    pub until: Option<Moment>,
}

const COLUMNS: &str = "e.n, e.subject, e.at, e.author, e.what, e.name, e.fields, d.no";

const TABLES: &str = "ledger_entry e \
     left join ledger l on l.district = e.district and l.subject = e.subject \
     left join dossier d on d.district = l.district and d.id = l.dossier";

/// The dossier with this number, for the auditor, and for whoever has to agree to what waits in it.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Ledger>, Problem> {
    folded::by_no::<Ledger>(work, no, Action::Read)
}

/// The dossier of a thing, for whoever may change the thing and has been asked so.
pub fn of(work: &mut Work<'_, '_>, subject: &Subject) -> Result<Option<Held<Ledger>>, Problem> {
    find(work, subject)
}

/// Whether the actor may agree to what waits in it.
pub fn may_agree(work: &mut Work<'_, '_>, held: &Held<Ledger>) -> Result<bool, Problem> {
    let Some(asked) = &held.asked else { return Ok(false) };
    folded::owes(work, held.id, asked.duty(), 0)
}

/// Nothing is handed in with the ledger.
pub fn sees_file(_: &mut Work<'_, '_>, _: &Dossier, _: &File) -> Result<Option<String>, Problem> {
    Err(Problem::NotFound)
}

/// What waits for a second person about the accounts one manages, newest first; a hundred at most.
pub fn asked(work: &mut Work<'_, '_>) -> Result<Vec<Held<Ledger>>, Problem> {
    require(work, Right::ManageAccounts)?;
    folded::marked::<Ledger>(work, "all", true, 100)
}

/// What was done to a thing, newest first; a hundred at most. Whoever may change it has asked before.
pub fn history_of(work: &mut Work<'_, '_>, subject: &Subject) -> Result<Vec<Entry>, Problem> {
    let sql = format!(
        "select {COLUMNS} from {TABLES} where e.district = $1 and e.subject = $2 \
         order by e.n desc limit 100"
    );
    let rows = work.tx.rows(&sql, params![work.tx.district(), subject.0])?;
    rows.iter().map(entry).collect()
}

/// What was done to things of some sorts, newest first.
pub fn latest_of(
    work: &mut Work<'_, '_>,
    sorts: &[Sort],
    most: i64,
) -> Result<Vec<Entry>, Problem> {
    let mut found = Vec::new();
    for sort in sorts {
        let sql = format!(
            "select {COLUMNS} from {TABLES} where e.district = $1 and e.sort = $2 \
             order by e.at desc, e.subject desc, e.n desc limit $3"
        );
        let rows = work.tx.rows(&sql, params![work.tx.district(), sort.code(), most])?;
        found.extend(rows.iter().map(entry).collect::<Result<Vec<_>, _>>()?);
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// Every entry of one dossier, from the first on, for the page that shows it whole.
pub fn entries_of(work: &mut Work<'_, '_>, held: &Held<Ledger>) -> Result<Vec<Entry>, Problem> {
    history_of(work, &held.subject())
}

/// Entries for the auditor, newest first; `after` is where the last page ended.
pub fn entries(
    work: &mut Work<'_, '_>,
    sieve: &Sieve,
    after: Option<&str>,
    size: PageSize,
) -> Result<Entries, Problem> {
    require(work, Action::Read)?;
    let (at, subject, n) = after.and_then(position).unwrap_or((i64::MAX, String::new(), i64::MAX));
    let until = sieve.until.map_or(i64::MAX, Moment::millis);
    let from = sieve.from.map_or(i64::MIN, Moment::millis);
    let words = format!("%{}%", sieve.words.trim().replace(['%', '_', '\\'], ""));
    let (sorted, codes) = among(sieve);
    let sql = format!(
        "select {COLUMNS} from {TABLES} where e.district = $1 and e.at >= $2 and e.at < $3 \
         and (e.at, e.subject, e.n) < ($4, $5, $6) \
         and (e.name like $7 or e.author like $7 or e.fields like $7 or e.subject like $7) {sorted} \
         order by e.at desc, e.subject desc, e.n desc limit ${}",
        codes.len() + 8
    );
    let mut given = vec![
        Param::Int(work.tx.district()),
        Param::Int(from),
        Param::Int(until),
        Param::Int(at),
        Param::Text(&subject),
        Param::Int(n),
        Param::Text(&words),
    ];
    given.extend(codes.iter().map(|code| Param::Text(code)));
    given.push(Param::Int(size.limit()));
    let rows = work.tx.rows(&sql, &given)?;
    let entries = rows.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(entries, size, |entry: &Entry| {
        format!("{}-{}-{}", entry.at.millis(), entry.n, entry.note.subject.0)
    }))
}

/// The part of the condition that names sorts, and its parameters.
fn among(sieve: &Sieve) -> (String, Vec<&'static str>) {
    if sieve.sorts.is_empty() {
        return (String::new(), Vec::new());
    }
    let places: Vec<_> = (0..sieve.sorts.len()).map(|n| format!("${}", n + 8)).collect();
    let codes = sieve.sorts.iter().map(|sort| sort.code()).collect();
    (format!("and e.sort in ({})", places.join(", ")), codes)
}

fn position(after: &str) -> Option<(i64, String, i64)> {
    let mut parts = after.splitn(3, '-');
    let (at, n) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((at, parts.next()?.to_owned(), n))
}

fn entry(row: &Row) -> Result<Entry, Problem> {
    let (what, fields): (String, String) = (row.get("what")?, row.get("fields")?);
    let what = What::from_code(&what)
        .ok_or_else(|| Problem::broken(format!("ledger_entry: what {what}")))?;
    let fields: Vec<Field> = serde_json::from_str(&fields)
        .map_err(|error| Problem::broken(format!("ledger_entry: {error}")))?;
    let note = Note { subject: Subject(row.get("subject")?), what, name: row.get("name")?, fields };
    let (n, at, by, no) = (row.get("n")?, row.get("at")?, row.get("author")?, row.get("no")?);
    Ok(Entry { n, at, by, no, note })
}

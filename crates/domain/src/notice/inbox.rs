use std::collections::BTreeMap;

use xianban_kernel::{DossierId, Moment, Page, PageSize, Problem};
use xianban_store::params;

use super::about::NOTHING;
use crate::dossier::{Dossier, Vault, find};
use crate::office::Work;

/// A message, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The row, for marking it read.
    pub id: i64,
    /// Which notice, by its code.
    pub kind: String,
    /// What it is about; `None` where that is no dossier.
    pub about: Option<Dossier>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// When it was written.
    pub at: Moment,
    /// Whether it was opened.
    pub read: bool,
}

/// The actor's messages, newest first, before the position `before`.
pub fn inbox(
    work: &mut Work<'_, '_>,
    before: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<Told>, Problem> {
    let (at, id) = before.unwrap_or((i64::MAX, i64::MAX));
    let rows = work.tx.rows(
        "select id, dossier, kind, fields, at, read_at from notice
         where district = $1 and reader = $2 \
         and (at, id) < ($3, $4) order by at desc, id desc limit $5",
        params![work.tx.district(), work.cx.actor.mark(), at, id, size.limit()],
    )?;
    let mut told = Vec::with_capacity(rows.len());
    for row in &rows {
        let (kind, at): (String, Moment) = (row.get("kind")?, row.get("at")?);
        let id: DossierId = row.get("dossier")?;
        let about = if id == NOTHING { None } else { Some(about(work, id)?) };
        let fields = row.get::<String>("fields")?;
        let (title, text) = worded(work, about.as_ref(), &kind, at, &fields)?;
        let read: Option<Moment> = row.get("read_at")?;
        told.push(Told { id: row.get("id")?, kind, about, title, text, at, read: read.is_some() });
    }
    Ok(Page::cut(told, size, |told| format!("{}.{}", told.at.millis(), told.id)))
}

/// The dossier a notice is about.
pub(super) fn about(work: &mut Work<'_, '_>, id: DossierId) -> Result<Dossier, Problem> {
    find(work.tx, id)?.ok_or_else(|| Problem::broken("a notice without its dossier"))
}

/// Title and text as the rules worded them when it was told.
fn worded(
    work: &mut Work<'_, '_>,
    about: Option<&Dossier>,
    kind: &str,
    at: Moment,
    fields: &str,
) -> Result<(String, String), Problem> {
    let mut fields: BTreeMap<String, String> =
        serde_json::from_str(fields).map_err(|error| Problem::broken(error.to_string()))?;
    if let Some(about) = about {
        of_dossier(work, about, &mut fields)?;
    }
    let rules = work.office.rules_at(at).rules;
    let notice = rules.notice(kind).ok_or_else(|| Problem::broken("a notice without words"))?;
    let values: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok((notice.title.clone(), notice.fill(&values)))
}

/// What the dossier itself fills in.
fn of_dossier(
    work: &mut Work<'_, '_>,
    about: &Dossier,
    fields: &mut BTreeMap<String, String>,
) -> Result<(), Problem> {
    fields.insert("no".to_owned(), about.no.clone());
    let vault = Vault::open(work.tx, &work.office.keys, about.district, about.id)?;
    let title = match (&about.words, about.title) {
        (Some(words), _) => Some(words.clone()),
        (None, Some(n)) => vault.read(work.tx, n)?,
        (None, None) => None,
    };
    fields.insert("title".to_owned(), title.unwrap_or_default());
    // A person's words are not in the row but in the vault, under the number given here.
    if let Some(n) = fields.get("words").and_then(|n| n.parse().ok()) {
        let words = vault.read(work.tx, n)?;
        fields.insert("reason".to_owned(), words.unwrap_or_else(|| "内容已删除".to_owned()));
    }
    Ok(())
}

/// Whether the actor has messages he has not read, about one dossier or about any.
pub fn has_unread(work: &mut Work<'_, '_>, about: Option<DossierId>) -> Result<bool, Problem> {
    let about = about.map_or(0, DossierId::value);
    let row = work.tx.row(
        "select 1 as one from notice
         where district = $1 and reader = $2 and read_at is null \
         and ($3 = cast(0 as bigint) or dossier = $3) limit 1",
        params![work.tx.district(), work.cx.actor.mark(), about],
    )?;
    Ok(row.is_some())
}

/// How many messages the actor has not read; at most `most`.
pub fn unread(work: &mut Work<'_, '_>, most: i64) -> Result<i64, Problem> {
    let row = work.tx.row(
        "select count(*) as n from (select 1 as one from notice
           where district = $1 and reader = $2 and read_at is null limit $3) as unread",
        params![work.tx.district(), work.cx.actor.mark(), most],
    )?;
    Ok(row.map_or(Ok(0), |row| row.get("n"))?)
}

/// Marks the actor's own messages read, about one dossier or all of them.
pub fn mark_read(work: &mut Work<'_, '_>, about: Option<DossierId>) -> Result<(), Problem> {
    let about = about.map_or(0, DossierId::value);
    work.tx.execute(
        "update notice set read_at = $1
         where district = $2 and reader = $3 and read_at is null \
         and ($4 = cast(0 as bigint) or dossier = $4)",
        params![work.cx.at, work.tx.district(), work.cx.actor.mark(), about],
    )?;
    Ok(())
}

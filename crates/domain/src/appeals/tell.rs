use std::collections::BTreeMap;

use xianban_kernel::{AppealId, Moment, Page, PageSize, Problem};
use xianban_store::{params, post};

use super::appeal::Appeal;
use super::deliver::{KIND, Payload};
use super::store;
use crate::office::Work;
use crate::rules::NoticeKind;
use crate::trail::Vault;

/// A message to an applicant, as he reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The row, for marking it read.
    pub id: i64,
    /// What it is about.
    pub kind: NoticeKind,
    /// The appeal's number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// When it was written.
    pub at: Moment,
    /// Whether it was opened.
    pub read: bool,
}

/// Writes a message into the applicant's inbox and the outbox, in this transaction. The row holds
/// codes and fields of the machine only; the words are put together when it is read.
pub(super) fn tell(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    let Some(notice) = leave_in_inbox(work, appeal, kind, fields)? else { return Ok(()) };
    let Some(reader) = appeal.applicant.clone() else { return Ok(()) };
    let payload = serde_json::to_string(&Payload { reader, notice });
    let payload = payload.map_err(|error| Problem::broken(error.to_string()))?;
    let key = format!("notice:{notice}");
    Ok(post(work.tx, appeal.district, KIND, &key, &payload, work.cx.at)?)
}

/// Writes a message into the applicant's inbox alone; answers its row, if there is a reader.
pub(super) fn leave_in_inbox(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<Option<i64>, Problem> {
    let Some(reader) = &appeal.applicant else { return Ok(None) };
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| (*name, value)).collect();
    let fields =
        serde_json::to_string(&fields).map_err(|error| Problem::broken(error.to_string()))?;
    work.tx.execute(
        "insert into notice (reader, id, district, appeal, kind, fields, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![reader, id, appeal.district, appeal.id, kind.code(), fields, work.cx.at],
    )?;
    Ok(Some(id))
}

/// The actor's messages, newest first, before the position `before`.
pub fn inbox(
    work: &mut Work<'_, '_>,
    before: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<Told>, Problem> {
    let (at, id) = before.unwrap_or((i64::MAX, i64::MAX));
    let rows = work.tx.rows(
        "select id, district, appeal, kind, fields, at, read_at from notice
         where reader = $1 and (at, id) < ($2, $3) order by at desc, id desc limit $4",
        params![work.cx.actor.mark(), at, id, size.limit()],
    )?;
    let told = rows.iter().map(|row| {
        let kind: String = row.get("kind")?;
        let kind = NoticeKind::from_code(&kind).ok_or_else(|| Problem::broken("notice kind"))?;
        let fields: String = row.get("fields")?;
        let appeal = store::load(work.tx, row.get("district")?, row.get("appeal")?)?;
        let appeal = appeal.ok_or_else(|| Problem::broken("a notice without its appeal"))?;
        let (title, text) = worded(work, &appeal, kind, &fields)?;
        let read: Option<Moment> = row.get("read_at")?;
        let (id, at) = (row.get("id")?, row.get("at")?);
        Ok(Told { id, kind, no: appeal.no, title, text, at, read: read.is_some() })
    });
    let told = told.collect::<Result<Vec<_>, Problem>>()?;
    Ok(Page::cut(told, size, |told| format!("{}.{}", told.at.millis(), told.id)))
}

/// Whether the actor has messages he has not read, about one appeal or about any.
pub fn has_unread(work: &mut Work<'_, '_>, about: Option<AppealId>) -> Result<bool, Problem> {
    let about = about.map_or(0, AppealId::value);
    let row = work.tx.row(
        "select 1 as one from notice
         where reader = $1 and read_at is null and ($2 = cast(0 as bigint) or appeal = $2) limit 1",
        params![work.cx.actor.mark(), about],
    )?;
    Ok(row.is_some())
}

/// Marks the actor's own messages read, about one appeal or all of them.
pub fn mark_read(work: &mut Work<'_, '_>, about: Option<AppealId>) -> Result<(), Problem> {
    let about = about.map_or(0, AppealId::value);
    work.tx.execute(
        "update notice set read_at = $1
         where reader = $2 and read_at is null and ($3 = cast(0 as bigint) or appeal = $3)",
        params![work.cx.at, work.cx.actor.mark(), about],
    )?;
    Ok(())
}

fn worded(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &str,
) -> Result<(String, String), Problem> {
    let mut fields: BTreeMap<String, String> =
        serde_json::from_str(fields).map_err(|error| Problem::broken(error.to_string()))?;
    fields.insert("no".to_owned(), appeal.no.clone());
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let title = vault.read(work.tx, appeal.words.title)?;
    fields.insert("title".to_owned(), title.unwrap_or_default());
    // A person's words are not in the row but in the vault, under the number given here.
    if let Some(n) = fields.get("words").and_then(|n| n.parse().ok()) {
        let words = vault.read(work.tx, n)?;
        fields.insert("reason".to_owned(), words.unwrap_or_else(|| "内容已删除".to_owned()));
    }
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let notice = rules.notice(kind).ok_or_else(|| Problem::broken("a notice without words"))?;
    let values: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok((notice.title.clone(), notice.fill(&values)))
}

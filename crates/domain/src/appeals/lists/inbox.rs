use xianban_kernel::{AppealId, Moment, Page, PageSize, Problem};
use xianban_store::params;

use crate::appeals::desk::worded;
use crate::appeals::rows::store;
use crate::office::Work;
use crate::rules::NoticeKind;

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

/// The actor's messages, newest first, before the position `before`.
pub fn inbox(
    work: &mut Work<'_, '_>,
    before: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<Told>, Problem> {
    let (at, id) = before.unwrap_or((i64::MAX, i64::MAX));
    let rows = work.tx.rows(
        "select id, district, appeal, kind, fields, at, read_at from notice
         where district = $1 and reader = $2 \
         and (at, id) < ($3, $4) order by at desc, id desc limit $5",
        params![work.tx.district(), work.cx.actor.mark(), at, id, size.limit()],
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
         where district = $1 and reader = $2 and read_at is null \
         and ($3 = cast(0 as bigint) or appeal = $3) limit 1",
        params![work.tx.district(), work.cx.actor.mark(), about],
    )?;
    Ok(row.is_some())
}

/// Marks the actor's own messages read, about one appeal or all of them.
pub fn mark_read(work: &mut Work<'_, '_>, about: Option<AppealId>) -> Result<(), Problem> {
    let about = about.map_or(0, AppealId::value);
    work.tx.execute(
        "update notice set read_at = $1
         where district = $2 and reader = $3 and read_at is null \
         and ($4 = cast(0 as bigint) or appeal = $4)",
        params![work.cx.at, work.tx.district(), work.cx.actor.mark(), about],
    )?;
    Ok(())
}

use std::collections::HashMap;

use xianban_kernel::{Moment, Page, PageSize, Post, Problem};
use xianban_store::params;

use super::appeal::Appeal;
use super::glance::{Glance, glance_at};
use super::store;
use crate::office::Work;
use crate::organisation::{find_place, unit};
use crate::rules::DutyKind;
use crate::trail::Vault;

/// A line of a queue: an appeal and what is owed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// The appeal.
    pub appeal: Appeal,
    /// Its first words.
    pub title: String,
    /// Its place in words; empty when nothing is known.
    pub place: String,
    /// The unit that has it now, by name.
    pub unit: String,
    /// When the duty is near due.
    pub yellow: Moment,
    /// When it is due.
    pub due: Moment,
}

/// The words of an appeal that may be opened; what was erased reads as `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// First words.
    pub title: Option<String>,
    /// All words.
    pub text: Option<String>,
    /// Where, in the applicant's words.
    pub where_said: Option<String>,
}

/// What one seat owes of one kind, most urgent first, after the position `after`.
pub fn queue(
    work: &mut Work<'_, '_>,
    seat: &Post,
    kind: DutyKind,
    after: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<QueueRow>, Problem> {
    let (due, appeal) = after.unwrap_or((i64::MIN, i64::MIN));
    let rows = work.tx.rows(
        "select district, appeal, yellow, due from duty
         where unit = $1 and role = $2 and kind = $3 and (due, appeal) > ($4, $5)
         order by due, appeal limit $6",
        params![seat.unit, seat.role, kind.code(), due, appeal, size.limit()],
    )?;
    let mut lines = Vec::with_capacity(rows.len());
    let mut units = HashMap::new();
    for row in &rows {
        let (district, id) = (row.get("district")?, row.get("appeal")?);
        let appeal = store::load(work.tx, district, id)?;
        let appeal = appeal.ok_or_else(|| Problem::broken("a duty without its appeal"))?;
        let title = title(work, &appeal)?;
        let place = place(work, &appeal)?;
        let has = appeal.lead().map_or(appeal.assessor, |order| order.unit).unit;
        let unit = match units.get(&has) {
            Some(known) => String::clone(known),
            None => unit(work.tx, has)?.name,
        };
        units.insert(has, unit.clone());
        let (yellow, due) = (row.get("yellow")?, row.get("due")?);
        lines.push(QueueRow { appeal, title, place, unit, yellow, due });
    }
    let position = |row: &QueueRow| format!("{}.{}", row.due.millis(), row.appeal.id);
    Ok(Page::cut(lines, size, position))
}

/// How much one seat owes of one kind, counted up to `most`.
pub fn count_of_seat(
    work: &mut Work<'_, '_>,
    seat: &Post,
    kind: DutyKind,
    most: i64,
) -> Result<i64, Problem> {
    let row = work.tx.row(
        "select count(*) as n from (select appeal from duty
           where unit = $1 and role = $2 and kind = $3 limit $4) as owed",
        params![seat.unit, seat.role, kind.code(), most],
    )?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// The actor's own appeals, newest first, before the row `before`.
pub fn mine(
    work: &mut Work<'_, '_>,
    before: Option<i64>,
    size: PageSize,
) -> Result<Page<Glance>, Problem> {
    let rows = work.tx.rows(
        "select * from appeal where applicant = $1 and id < $2 order by id desc limit $3",
        params![work.cx.actor.mark(), before.unwrap_or(i64::MAX), size.limit()],
    )?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let appeal = store::with_orders(work.tx, row)?;
        lines.push(glance_at(work, appeal)?);
    }
    Ok(Page::cut(lines, size, |line| line.appeal.id.to_string()))
}

/// The words of an appeal the actor has open.
pub fn said(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Said, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let where_said = appeal.words.where_said.map(|n| vault.read(work.tx, n)).transpose()?;
    Ok(Said {
        title: vault.read(work.tx, appeal.words.title)?,
        text: vault.read(work.tx, appeal.words.text)?,
        where_said: where_said.flatten(),
    })
}

/// Its place in words: the address, or what the applicant said.
pub(super) fn place(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<String, Problem> {
    let known = appeal.place.map(|id| find_place(work.tx, id)).transpose()?.flatten();
    if let Some(place) = known {
        return Ok(place.address);
    }
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let said = appeal.words.where_said.map(|n| vault.read(work.tx, n)).transpose()?;
    Ok(said.flatten().unwrap_or_default())
}

fn title(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<String, Problem> {
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let title = vault.read(work.tx, appeal.words.title)?;
    Ok(title.unwrap_or_else(|| "（内容已按诉求人要求删除）".to_owned()))
}

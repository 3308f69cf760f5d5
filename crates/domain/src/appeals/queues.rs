use std::collections::HashMap;

use xianban_kernel::{AppealId, Moment, Page, PageSize, Post, Problem, UnitId};
use xianban_store::{Row, params};

use super::appeal::Appeal;
use super::store;
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::{AppealKind, DutyKind};
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
    /// Whom the duty is given to by name, if anybody.
    pub person: Option<String>,
    /// When the duty is near due.
    pub yellow: Moment,
    /// When it is due.
    pub due: Moment,
}

/// What of a queue is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    /// One kind of appeal.
    pub kind: Option<AppealKind>,
    /// One of the five lists.
    pub list: Option<String>,
    /// Due before this.
    pub due_before: Option<Moment>,
}

/// Where a queue goes on: due time and appeal of the last line.
pub type After = (i64, i64);

/// What seats owe of one kind, most urgent first, after a position. Each seat's limited list is read
/// by its index and the lists are merged: the cost does not grow with what lies behind the page.
pub fn queue(
    work: &mut Work<'_, '_>,
    seats: &[Post],
    kind: DutyKind,
    sieve: &Sieve,
    after: Option<After>,
    size: PageSize,
) -> Result<Page<QueueRow>, Problem> {
    let mut found = Vec::new();
    for seat in seats {
        found.extend(of_seat(work, seat, kind, sieve, after, size)?);
    }
    found.sort_by_key(|line: &Line| (line.due, line.appeal.id, line.order));
    found.dedup_by_key(|line| (line.appeal.id, line.order));
    let page = Page::cut(found, size, |line| format!("{}.{}", line.due.millis(), line.appeal.id));
    let next = page.next.clone();
    let rows = completed(work, page.rows)?;
    Ok(Page { rows, next })
}

/// How much seats owe of one kind, and how much of it is overdue, each counted up to `most`.
pub fn count(
    work: &mut Work<'_, '_>,
    seats: &[Post],
    kind: DutyKind,
    most: i64,
) -> Result<(i64, i64), Problem> {
    let (mut all, mut late) = (0, 0);
    for seat in seats {
        all += below(work, seat, kind, i64::MAX, most)?;
        late += below(work, seat, kind, work.cx.at.millis(), most)?;
    }
    Ok((all.min(most), late.min(most)))
}

fn below(
    work: &mut Work<'_, '_>,
    seat: &Post,
    kind: DutyKind,
    due: i64,
    most: i64,
) -> Result<i64, Problem> {
    let row = work.tx.row(
        "select count(*) as n from (select appeal from duty
           where unit = $1 and role = $2 and kind = $3 and due < $4 limit $5) as owed",
        params![seat.unit, seat.role, kind.code(), due, most],
    )?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// A line as one statement gives it.
struct Line {
    appeal: Appeal,
    order: i64,
    title: Option<Vec<u8>>,
    said: Option<Vec<u8>>,
    key: Option<Vec<u8>>,
    address: Option<String>,
    person: Option<String>,
    yellow: Moment,
    due: Moment,
}

fn of_seat(
    work: &mut Work<'_, '_>,
    seat: &Post,
    kind: DutyKind,
    sieve: &Sieve,
    after: Option<After>,
    size: PageSize,
) -> Result<Vec<Line>, Problem> {
    let (due, appeal) = after.unwrap_or((i64::MIN, i64::MIN));
    let before = sieve.due_before.map_or(i64::MAX, Moment::millis);
    let wanted = sieve.kind.map_or("", AppealKind::code);
    let list = sieve.list.as_deref().unwrap_or_default();
    let rows = work.tx.rows(
        "select appeal.*, duty.yellow as duty_yellow, duty.due as duty_due,
           duty.work_order as duty_order, staff.name as duty_person,
           words.sealed as title_sealed, said.sealed as said_sealed, vault_key.wrapped as wrapped,
           place.address as address
         from duty
         join appeal on appeal.district = duty.district and appeal.id = duty.appeal
         left join staff on staff.id = duty.person
         left join vault words on words.district = appeal.district and words.appeal = appeal.id
           and words.n = appeal.title
         left join vault said on said.district = appeal.district and said.appeal = appeal.id
           and said.n = appeal.where_said and appeal.place is null
         left join vault_key on vault_key.district = appeal.district
           and vault_key.appeal = appeal.id
         left join place on place.id = appeal.place
         where duty.unit = $1 and duty.role = $2 and duty.kind = $3
           and (duty.due, duty.appeal) > ($4, $5) and duty.due < $6
           and ($7 = '' or appeal.kind = $7) and ($8 = '' or appeal.list = $8)
         order by duty.due, duty.appeal limit $9",
        params![seat.unit, seat.role, kind.code(), due, appeal, before, wanted, list, size.limit()],
    )?;
    rows.iter().map(line).collect()
}

fn line(row: &Row) -> Result<Line, Problem> {
    Ok(Line {
        appeal: store::from_row(row)?,
        order: row.get("duty_order")?,
        title: row.get("title_sealed")?,
        said: row.get("said_sealed")?,
        key: row.get("wrapped")?,
        address: row.get("address")?,
        person: row.get("duty_person")?,
        yellow: row.get("duty_yellow")?,
        due: row.get("duty_due")?,
    })
}

/// The lines of one page with their orders, words and the names of units.
fn completed(work: &mut Work<'_, '_>, lines: Vec<Line>) -> Result<Vec<QueueRow>, Problem> {
    let ids: Vec<AppealId> = lines.iter().map(|line| line.appeal.id).collect();
    let mut orders = store::orders_of_many(work.tx, work.office.district, &ids)?;
    let mut names: HashMap<UnitId, String> = HashMap::new();
    let mut rows = Vec::with_capacity(lines.len());
    for mut line in lines {
        line.appeal.orders = orders.remove(&line.appeal.id).unwrap_or_default();
        let has = line.appeal.lead().map_or(line.appeal.assessor, |order| order.unit).unit;
        let unit = match names.get(&has) {
            Some(known) => known.clone(),
            None => unit(work.tx, has)?.name,
        };
        names.insert(has, unit.clone());
        let (district, id) = (line.appeal.district, line.appeal.id);
        let vault = Vault::opened(&work.office.keys, district, id, line.key.as_deref())?;
        let title = vault.reveal(line.title)?;
        let place = match line.address {
            Some(address) => address,
            None => vault.reveal(line.said)?.unwrap_or_default(),
        };
        let title = title.unwrap_or_else(|| "（内容已按诉求人要求删除）".to_owned());
        let (appeal, person, yellow, due) = (line.appeal, line.person, line.yellow, line.due);
        rows.push(QueueRow { appeal, title, place, unit, person, yellow, due });
    }
    Ok(rows)
}

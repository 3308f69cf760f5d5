use std::collections::HashMap;

use xianban_kernel::{AppealId, Due, Moment, Page, PageSize, Post, Problem, UnitId};
use xianban_store::{Row, params};

use crate::appeals::nouns::Appeal;
use crate::appeals::rows::{owed, store};
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
    pub due: Due,
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

/// What stands with the actor of one kind, most urgent first, after a position: at the seats he acts
/// from, and what is given to him by name elsewhere. Each seat's limited list is read by its index and
/// the lists are merged: the cost does not grow with what lies behind the page.
pub fn queue(
    work: &mut Work<'_, '_>,
    seats: &[Post],
    kind: DutyKind,
    sieve: &Sieve,
    after: Option<After>,
    size: PageSize,
) -> Result<Page<QueueRow>, Problem> {
    let mut found = Vec::new();
    for with in withs(work, seats) {
        found.extend(standing_with(work, &with, kind, sieve, after, size)?);
    }
    found.sort_by_key(|line: &Line| (line.due.at, line.appeal.id, line.order));
    found.dedup_by_key(|line| (line.appeal.id, line.order));
    let page =
        Page::cut(found, size, |line| format!("{}.{}", line.due.at.millis(), line.appeal.id));
    let next = page.next.clone();
    let rows = completed(work, page.rows)?;
    Ok(Page { rows, next })
}

/// How much stands with the actor of one kind, and how much of it is overdue, each counted up to `most`.
pub fn count(
    work: &mut Work<'_, '_>,
    seats: &[Post],
    kind: DutyKind,
    most: i64,
) -> Result<(i64, i64), Problem> {
    let (mut all, mut late) = (0, 0);
    for with in withs(work, seats) {
        all += below(work, &with, kind, i64::MAX, most)?;
        late += below(work, &with, kind, work.cx.at.millis(), most)?;
    }
    Ok((all.min(most), late.min(most)))
}

/// Where a duty can stand with somebody.
enum With<'a> {
    /// At a seat he acts from, unless he is barred from it for his part in the matter.
    Seat(&'a Post),
    /// Given to him by name, at a seat that is none of his.
    Name(&'a [Post]),
}

fn withs<'a>(work: &Work<'_, '_>, seats: &'a [Post]) -> Vec<With<'a>> {
    let named = work.cx.actor.staff().map(|_| With::Name(seats));
    seats.iter().map(With::Seat).chain(named).collect()
}

/// What leaves out duties from which `$n` is barred: accounts stand between commas.
fn unless_barred(work: &Work<'_, '_>) -> String {
    let own = work.cx.actor.staff().map_or(0, |staff| staff.id.value());
    format!("%,{own},%")
}

fn below(
    work: &mut Work<'_, '_>,
    with: &With<'_>,
    kind: DutyKind,
    due: i64,
    most: i64,
) -> Result<i64, Problem> {
    let not = unless_barred(work);
    let seats = match with {
        With::Seat(seat) => {
            let row = work.tx.row(
                "select count(*) as n from (select appeal from duty
                   where at_unit = $1 and at_role = $2 and kind = $3 and due < $4
                     and barred not like $5 limit $6) as owed",
                params![seat.unit, seat.role, kind.code(), due, not, most],
            )?;
            return row.map_or(Ok(0), |row| Ok(row.get("n")?));
        }
        With::Name(seats) => seats,
    };
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let rows = work.tx.rows(
        "select at_unit, at_role from duty
         where person = $1 and kind = $2 and due < $3 and barred not like $4 limit $5",
        params![own, kind.code(), due, not, most],
    )?;
    let mut n = 0;
    for row in &rows {
        let at = Post { unit: row.get("at_unit")?, role: row.get("at_role")? };
        n += i64::from(!seats.contains(&at));
    }
    Ok(n)
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
    due: Due,
}

fn standing_with(
    work: &mut Work<'_, '_>,
    with: &With<'_>,
    kind: DutyKind,
    sieve: &Sieve,
    after: Option<After>,
    size: PageSize,
) -> Result<Vec<Line>, Problem> {
    let (due, appeal) = after.unwrap_or((i64::MIN, i64::MIN));
    let before = sieve.due_before.map_or(i64::MAX, Moment::millis);
    let wanted = sieve.kind.map_or("", AppealKind::code);
    let list = sieve.list.as_deref().unwrap_or_default();
    let not = unless_barred(work);
    let (order, most) = ("order by duty.due, duty.appeal limit", size.limit());
    let rest = [due, appeal, before];
    let rows = match with {
        With::Seat(seat) => {
            let sql = format!(
                "{LINES} where duty.at_unit = $1 and duty.at_role = $2 and duty.kind = $3
                   and (duty.due, duty.appeal) > ($4, $5) and duty.due < $6
                   and ($7 = '' or appeal.kind = $7) and ($8 = '' or appeal.list = $8)
                   and duty.barred not like $9 {order} $10"
            );
            let [due, appeal, before] = rest;
            work.tx.rows(
                &sql,
                params![
                    seat.unit,
                    seat.role,
                    kind.code(),
                    due,
                    appeal,
                    before,
                    wanted,
                    list,
                    not,
                    most
                ],
            )?
        }
        With::Name(_) => {
            let own = work.cx.actor.staff().map(|staff| staff.id);
            let sql = format!(
                "{LINES} where duty.person = $1 and duty.kind = $2
                   and (duty.due, duty.appeal) > ($3, $4) and duty.due < $5
                   and ($6 = '' or appeal.kind = $6) and ($7 = '' or appeal.list = $7)
                   and duty.barred not like $8 {order} $9"
            );
            let [due, appeal, before] = rest;
            work.tx.rows(
                &sql,
                params![own, kind.code(), due, appeal, before, wanted, list, not, most],
            )?
        }
    };
    rows.iter().map(line).collect()
}

/// A line of a queue with all that it shows; what stands where follows.
const LINES: &str = "select appeal.*, duty.yellow as duty_yellow, duty.due as duty_due,
           duty.provisional as duty_provisional,
           duty.work_order as duty_order, staff.name as duty_person,
           words.sealed as title_sealed, said.sealed as said_sealed, vault_key.wrapped as wrapped,
           place.address as address
         from duty
         join appeal on appeal.district = duty.district and appeal.id = duty.appeal
         left join staff on staff.district = duty.district and staff.id = duty.person
         left join vault words on words.district = appeal.district and words.appeal = appeal.id
           and words.n = appeal.title
         left join vault said on said.district = appeal.district and said.appeal = appeal.id
           and said.n = appeal.where_said and appeal.place is null
         left join vault_key on vault_key.district = appeal.district
           and vault_key.appeal = appeal.id
         left join place on place.district = duty.district and place.id = appeal.place";

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
        due: owed::due(row, "duty_due", "duty_provisional")?,
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

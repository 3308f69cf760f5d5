use std::collections::HashMap;

use xianban_kernel::{Due, Moment, Page, PageSize, Post, Problem, UnitId};
use xianban_store::{Param, Row, params};

use super::store::due;
use crate::dossier::{Dossier, Vault};
use crate::office::Work;
use crate::organisation::unit;

/// A line of a queue: a dossier of any room, and what is owed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The dossier.
    pub dossier: Dossier,
    /// Its first words; `None` when they were erased.
    pub title: Option<String>,
    /// Its place in words; empty when nothing is known.
    pub place: String,
    /// The unit that has it now, by name.
    pub unit: String,
    /// Which part of it the duty is about.
    pub part: i64,
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
    /// One sort of its kind of dossier.
    pub sort: Option<&'static str>,
    /// One list.
    pub list: Option<String>,
    /// Due before this.
    pub due_before: Option<Moment>,
}

/// Where a queue goes on: due time, dossier and part of the last line.
pub type After = (i64, i64, i64);

/// Where a queue goes on, as the page before said it.
pub fn after(text: &str) -> Option<After> {
    let mut numbers = text.splitn(3, '.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??, numbers.next().unwrap_or(Some(i64::MAX))?))
}

/// What stands with the actor of one kind, most urgent first, after a position: at the seats he acts
/// from, and what is given to him by name elsewhere. Each seat's limited list is read by its index and
/// the lists are merged: the cost does not grow with what lies behind the page.
pub fn queue(
    work: &mut Work<'_, '_>,
    seats: &[Post],
    kind: &str,
    sieve: &Sieve,
    after: Option<After>,
    size: PageSize,
) -> Result<Page<Line>, Problem> {
    let mut found = Vec::new();
    for with in withs(work, seats) {
        found.extend(standing_with(work, &with, kind, sieve, after, size)?);
    }
    found.sort_by_key(|line: &Drawn| (line.due.at, line.dossier.id, line.part));
    found.dedup_by_key(|line| (line.dossier.id, line.part));
    let page = Page::cut(found, size, |line| {
        format!("{}.{}.{}", line.due.at.millis(), line.dossier.id, line.part)
    });
    let next = page.next.clone();
    let rows = completed(work, page.rows)?;
    Ok(Page { rows, next })
}

/// How much stands with the actor of one kind, and how much of it is overdue, each counted up to `most`.
pub fn count(
    work: &mut Work<'_, '_>,
    seats: &[Post],
    kind: &str,
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
    kind: &str,
    due: i64,
    most: i64,
) -> Result<i64, Problem> {
    let (district, not) = (work.tx.district(), unless_barred(work));
    let seats = match with {
        With::Seat(seat) => {
            let row = work.tx.row(
                "select count(*) as n from (select dossier from duty
                   where district = $1 and at_unit = $2 and at_role = $3 and kind = $4 and due < $5
                     and barred not like $6 limit $7) as owed",
                params![district, seat.unit, seat.role, kind, due, not, most],
            )?;
            return row.map_or(Ok(0), |row| Ok(row.get("n")?));
        }
        With::Name(seats) => seats,
    };
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let rows = work.tx.rows(
        "select at_unit, at_role from duty
         where district = $1 and person = $2 and kind = $3 and due < $4 and barred not like $5
         limit $6",
        params![district, own, kind, due, not, most],
    )?;
    let mut n = 0;
    for row in &rows {
        let at = Post { unit: row.get("at_unit")?, role: row.get("at_role")? };
        n += i64::from(!seats.contains(&at));
    }
    Ok(n)
}

/// A line as one statement gives it.
struct Drawn {
    dossier: Dossier,
    part: i64,
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
    kind: &str,
    sieve: &Sieve,
    after: Option<After>,
    size: PageSize,
) -> Result<Vec<Drawn>, Problem> {
    let district = work.tx.district();
    let (due, dossier, part) = after.unwrap_or((i64::MIN, i64::MIN, i64::MIN));
    let before = sieve.due_before.map_or(i64::MAX, Moment::millis);
    let not = unless_barred(work);
    let own = work.cx.actor.staff().map(|staff| staff.id);
    // Kind and list, or kind and sort, are one column: a queue that is sifted goes by an index of its own.
    // Of one list the sort is looked at with each line, for few of it stand at one seat.
    let (column, wanted) = match (&sieve.list, sieve.sort) {
        (Some(list), _) => ("of_list", format!("{kind}/{list}")),
        (None, Some(sort)) => ("of_sort", format!("{kind}/{sort}")),
        (None, None) => ("kind", kind.to_owned()),
    };
    let mut values = params![district, wanted, due, dossier, part, before, not].to_vec();
    let mut at = match with {
        With::Seat(seat) => {
            values.extend(params![seat.unit, seat.role]);
            "duty.at_unit = $8 and duty.at_role = $9".to_owned()
        }
        With::Name(_) => {
            values.extend(params![own, kind]);
            "duty.person = $8 and duty.kind = $9".to_owned()
        }
    };
    if let Some(sort) = sieve.sort.filter(|_| sieve.list.is_some()) {
        values.push(Param::Text(sort));
        at = format!("{at} and dossier.sort = ${}", values.len());
    }
    values.push(Param::Int(size.limit()));
    let sql = format!(
        "{LINES} where duty.district = $1 and duty.{column} = $2
           and (duty.due, duty.dossier, duty.part) > ($3, $4, $5) and duty.due < $6
           and duty.barred not like $7 and {at}
         order by duty.due, duty.dossier, duty.part limit ${}",
        values.len()
    );
    work.tx.rows(&sql, &values)?.iter().map(drawn).collect()
}

/// A line of a queue with all that it shows; what stands where follows.
const LINES: &str = "select dossier.*, duty.yellow as duty_yellow, duty.due as duty_due,
           duty.provisional as duty_provisional, duty.part as duty_part,
           staff.name as duty_person, title.sealed as title_sealed, said.sealed as said_sealed,
           place.address as address
         from duty
         join dossier on dossier.district = duty.district and dossier.id = duty.dossier
         left join staff on staff.district = duty.district and staff.id = duty.person
         left join vault title on title.district = dossier.district
           and title.dossier = dossier.id and title.n = dossier.title
         left join vault said on said.district = dossier.district and said.dossier = dossier.id
           and said.n = dossier.where_said and dossier.place is null
         left join place on place.district = duty.district and place.id = dossier.place";

fn drawn(row: &Row) -> Result<Drawn, Problem> {
    Ok(Drawn {
        dossier: Dossier::from_row(row)?,
        part: row.get("duty_part")?,
        title: row.get("title_sealed")?,
        said: row.get("said_sealed")?,
        key: row.get("key")?,
        address: row.get("address")?,
        person: row.get("duty_person")?,
        yellow: row.get("duty_yellow")?,
        due: due(row, "duty_due", "duty_provisional")?,
    })
}

/// The lines of one page with their words and the names of units.
fn completed(work: &mut Work<'_, '_>, lines: Vec<Drawn>) -> Result<Vec<Line>, Problem> {
    let mut names: HashMap<UnitId, String> = HashMap::new();
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let has = line.dossier.unit;
        let unit = match names.get(&has) {
            Some(known) => known.clone(),
            None => unit(work.tx, has)?.name,
        };
        names.insert(has, unit.clone());
        let (district, id) = (line.dossier.district, line.dossier.id);
        let vault = Vault::opened(&work.office.keys, district, id, line.key.as_deref())?;
        let title = match &line.dossier.words {
            Some(words) => Some(words.clone()),
            None => vault.reveal(line.title)?,
        };
        let place = match line.address {
            Some(address) => address,
            None => vault.reveal(line.said)?.unwrap_or_default(),
        };
        let Drawn { dossier, part, person, yellow, due, .. } = line;
        rows.push(Line { dossier, title, place, unit, part, person, yellow, due });
    }
    Ok(rows)
}

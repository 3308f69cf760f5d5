use std::cmp::Reverse;
use std::collections::BTreeMap;

use xianban_kernel::{DossierId, Page, PageSize, Problem, UnitId};
use xianban_store::{Param, Row, params};

use super::face::KIND;
use super::noun::{Praise, Standing};
use super::show::{Seen, may_review, reading_units, reads, seen};
use super::store;
use super::words::Action;
use crate::identity::require;
use crate::office::Work;
use crate::search::{Held, Sight, position};

/// Where a page of praise ended: time and row of its last line.
pub type Position = (i64, i64);

/// What of the wall or the register is looked for.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// Words that all must stand in it; all of it when empty.
    pub words: String,
    /// Where it stands, on the register.
    pub standing: Option<Standing>,
}

const EVER: Position = (i64::MAX, i64::MAX);

/// What everybody sees, by time alone, newest first.
pub fn wall(
    work: &mut Work<'_, '_>,
    words: &str,
    after: Option<Position>,
    size: PageSize,
) -> Result<Page<Seen>, Problem> {
    let (at, id) = after.unwrap_or(EVER);
    if !words.trim().is_empty() {
        let looked = Looked { words: words.to_owned(), standing: None };
        return of_words(work, &Sight::public(), &looked, (at, id), size);
    }
    let sql = format!(
        "select {} from praise where district = $1 and standing = 'published' and public = 1
           and (since, id) < ($2, $3) order by since desc, id desc limit $4",
        store::COLUMNS
    );
    let rows = work.tx.rows(&sql, params![work.tx.district(), at, id, size.limit()])?;
    page(work, &rows, size)
}

/// One's own, newest first.
pub fn mine(
    work: &mut Work<'_, '_>,
    before: Option<i64>,
    size: PageSize,
) -> Result<Page<Seen>, Problem> {
    let sql = format!(
        "select {} from praise where district = $1 and giver = $2 and id < $3
         order by id desc limit $4",
        store::COLUMNS
    );
    let (mark, before) = (work.cx.actor.mark(), before.unwrap_or(i64::MAX));
    let rows = work.tx.rows(&sql, params![work.tx.district(), mark, before, size.limit()])?;
    let own = rows.iter().map(store::from_row).collect::<Result<Vec<_>, _>>()?;
    let own = own.into_iter().map(|praise| seen(work, praise)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(own, size, |one| one.praise.id.to_string()))
}

/// What the actor himself, or the units he answers for, were thanked for last, newest first.
pub fn received(work: &mut Work<'_, '_>, most: i64) -> Result<Vec<Seen>, Problem> {
    let Some(staff) = work.cx.actor.staff().cloned() else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    let of = |column: &str| {
        format!(
            "select {} from praise where district = $1 and {column} = $2 \
             and standing = 'published' order by since desc, id desc limit $3",
            store::COLUMNS
        )
    };
    rows.extend(work.tx.rows(&of("person"), params![work.tx.district(), staff.id, most])?);
    let to_unit = of("unit");
    for unit in reading_units(work)? {
        rows.extend(work.tx.rows(&to_unit, params![work.tx.district(), unit, most])?);
    }
    let mut found = rows.iter().map(store::from_row).collect::<Result<Vec<Praise>, _>>()?;
    found.sort_by_key(|praise| Reverse((praise.since, praise.id)));
    found.dedup_by_key(|praise| praise.id);
    found.truncate(usize::try_from(most).unwrap_or(0));
    found.into_iter().map(|praise| seen(work, praise)).collect()
}

/// Everything the actor may read: the reviewer all of it, others what they and theirs were thanked for.
pub fn register(
    work: &mut Work<'_, '_>,
    looked: &Looked,
    after: Option<Position>,
    size: PageSize,
) -> Result<Page<Seen>, Problem> {
    let last = after.unwrap_or(EVER);
    let units = if may_review(work) { None } else { Some(read_of(work)?) };
    if !looked.words.trim().is_empty() {
        let person = work.cx.actor.staff().map(|staff| staff.id);
        let sight =
            units.map_or_else(Sight::everything, |units| Sight::of(person, &units, Vec::new()));
        return of_words(work, &sight, looked, last, size);
    }
    let mut found = Vec::new();
    if let Some(units) = units {
        if looked.standing.is_none_or(|standing| standing == Standing::Published) {
            found = thanked(work, &units, last, size)?;
        }
    } else {
        let standing = looked.standing.map(Standing::code);
        let standing = standing.map(|code| ("standing = $2", Param::Text(code)));
        found = given_before(work, standing, last, size)?;
    }
    let found = found.into_iter().map(|one| seen(work, one)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(found, size, |one| format!("{}.{}", one.given_at.millis(), one.praise.id)))
}

/// What these units, and the actor himself, were thanked for, newest first: each has its own walk.
fn thanked(
    work: &mut Work<'_, '_>,
    units: &[UnitId],
    last: Position,
    size: PageSize,
) -> Result<Vec<Praise>, Problem> {
    let person = work.cx.actor.staff().map(|staff| staff.id.value());
    let to_him = person.map(|id| ("person = $2 and standing = 'published'", id));
    let to_unit = |unit: &UnitId| ("unit = $2 and standing = 'published'", unit.value());
    let mut found = BTreeMap::new();
    for (condition, id) in to_him.into_iter().chain(units.iter().map(to_unit)) {
        for praise in given_before(work, Some((condition, Param::Int(id))), last, size)? {
            found.insert(Reverse((praise.given_at, praise.id)), praise);
        }
    }
    Ok(found.into_values().take(size.rows() + 1).collect())
}

/// One page of what was given before a position, newest first: all of it, or what fits a condition that
/// has its index.
fn given_before(
    work: &mut Work<'_, '_>,
    only: Option<(&str, Param<'_>)>,
    (at, id): Position,
    size: PageSize,
) -> Result<Vec<Praise>, Problem> {
    let mut given = vec![Param::Int(work.tx.district())];
    let mut condition = String::new();
    if let Some((text, value)) = only {
        condition = format!("and {text}");
        given.push(value);
    }
    let n = given.len();
    given.extend([at, id, size.limit()].map(Param::Int));
    let sql = format!(
        "select {} from praise where district = $1 {condition}
           and (given_at, id) < (${}, ${}) order by given_at desc, id desc limit ${}",
        store::COLUMNS,
        n + 1,
        n + 2,
        n + 3
    );
    Ok(work.tx.rows(&sql, &given)?.iter().map(store::from_row).collect::<Result<_, _>>()?)
}

/// The units whose praise the actor may read.
fn read_of(work: &mut Work<'_, '_>) -> Result<Vec<UnitId>, Problem> {
    require(work, Action::Read)?;
    Ok(reading_units(work)?.into_iter().collect())
}

fn page(work: &mut Work<'_, '_>, rows: &[Row], size: PageSize) -> Result<Page<Seen>, Problem> {
    let found = rows.iter().map(store::from_row).collect::<Result<Vec<_>, _>>()?;
    let found = found.into_iter().map(|one| seen(work, one)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(found, size, |one| format!("{}.{}", one.praise.since.millis(), one.praise.id)))
}

/// So many pages of hits are looked at for one page; who wants more goes on from there.
const LOOKS: usize = 4;

/// Hits of the index, each judged once more, until they fill a page.
fn of_words(
    work: &mut Work<'_, '_>,
    sight: &Sight,
    looked: &Looked,
    (_, mut last): Position,
    size: PageSize,
) -> Result<Page<Seen>, Problem> {
    let most = size.rows() + 1;
    let held = Held::of(KIND, sight, &looked.words).few();
    let mut hits = Vec::new();
    for _ in 0..LOOKS {
        let found = held.find(work, last, most)?;
        let spent = found.found.len() < most;
        for row in found.found {
            let Some(praise) = store::load(work.tx, DossierId::new(row))? else { continue };
            let fits = looked.standing.is_none_or(|standing| praise.standing == standing);
            if fits && (praise.is_on_wall() || may_review(work) || reads(work, &praise)?) {
                hits.push(seen(work, praise)?);
            }
            if hits.len() > size.rows() {
                return Ok(Page::cut(hits, size, |one| position(one.praise.id.value())));
            }
        }
        let Some(reached) = found.reached else { return Ok(Page { rows: hits, next: None }) };
        last = reached;
        if spent {
            break;
        }
    }
    Ok(Page { rows: hits, next: Some(position(last)) })
}

use std::collections::BTreeMap;

use xianban_kernel::{Context, Problem};
use xianban_store::{Tx, params};

use super::Count;
use super::scope::{DISTRICT, Facet};
use super::write::{Stored, stored};
use crate::office::Office;

/// Under which day stands what stands now: when it began is no matter.
pub(super) const STANDS: i64 = 0;

/// So many changes are added up at once.
const AT_ONCE: usize = 2_000;

/// A number's key: count, scope, facet, value, day. A month is its days without the last two digits.
type Key = (String, String, &'static str, String, i64);

/// Adds up all changes that wait, some at a time behind people's work; answers how many those were.
pub async fn add_up(office: &Office, cx: &Context) -> Result<usize, Problem> {
    let mut all = 0;
    loop {
        let some = office.write_later(cx, |work| add_some(work.tx)).await?;
        all += some;
        if some < AT_ONCE {
            return Ok(all);
        }
    }
}

/// Adds up some changes to the numbers they change; answers how many that were. Whoever takes a
/// change deletes it first, so that none is added twice, whoever else adds up at the same time.
pub fn add_some(tx: &mut Tx<'_>) -> Result<usize, Problem> {
    let district = tx.district();
    let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let rows = tx.rows(
        "delete from fact_change where district = $1 and id in (
           select id from fact_change where district = $1 order by id limit $2)
         returning count, day, 0 as at, unit, street, community, estate, grid, list, matter, number",
        params![district, limit],
    )?;
    let mut sums: BTreeMap<Key, i64> = BTreeMap::new();
    for row in &rows {
        let (count, number): (String, i64) = (row.get("count")?, row.get("number")?);
        let fact = stored(row)?;
        let stands = Count::from_code(&count).is_some_and(Count::stands);
        for Cell { scope, facet, value, has_days } in cells(&fact) {
            let mut add = |day: i64| {
                let key = (count.clone(), scope.clone(), facet, value.clone(), day);
                *sums.entry(key).or_default() += number;
            };
            if stands {
                add(STANDS);
                continue;
            }
            add(fact.day / 100);
            if has_days {
                add(fact.day);
            }
        }
    }
    for ((count, scope, facet, value, day), number) in sums.iter().filter(|(_, sum)| **sum != 0) {
        tx.execute(
            "insert into tally (district, count, scope, facet, value, day, number)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (district, count, scope, facet, day, value) do update
             set number = tally.number + excluded.number",
            params![district, count, scope, *facet, value, *day, *number],
        )?;
        // What came to nought, as everything that once stood open does, is no number any more.
        if *number < 0 {
            tx.execute(
                "delete from tally where district = $1 and count = $2 and scope = $3
                   and facet = $4 and day = $5 and value = $6 and number = 0",
                params![district, count, scope, *facet, *day, value],
            )?;
        }
    }
    Ok(rows.len())
}

/// A number that a fact counts in.
struct Cell {
    scope: String,
    facet: &'static str,
    value: String,
    /// Whether it is added up by day, as well as by month.
    has_days: bool,
}

/// Every scope and facet in which a fact counts; thinner from the community down, as
/// [`Spot::has_days`](super::spot::Spot::has_days) says.
fn cells(fact: &Stored) -> Vec<Cell> {
    let (ground, unit) = (fact.ground, format!("u{}", fact.unit));
    let place = |id: i64| (id != 0).then(|| format!("p{id}"));
    let grid = (ground.grid != 0).then(|| format!("g{}", ground.grid));
    let levels = [place(ground.street), place(ground.community), place(ground.estate), grid];
    let below =
        |depth: usize| levels.iter().skip(depth).flatten().next().cloned().unwrap_or_default();
    let mut cells = Vec::new();
    let mut add = |scope: &str, facet: Facet, value: String, has_days: bool| {
        cells.push(Cell { scope: scope.to_owned(), facet: facet.code(), value, has_days });
    };
    let grounds = [Some(DISTRICT.to_owned())].into_iter().chain(levels.iter().cloned());
    for (depth, scope) in grounds.enumerate() {
        let Some(scope) = scope else { continue };
        let thick = depth < 2;
        add(&scope, Facet::All, String::new(), true);
        add(&scope, Facet::List, fact.list.clone(), true);
        add(&scope, Facet::Below, below(depth), thick);
        add(&scope, Facet::Unit, fact.unit.to_string(), thick);
        add(&scope, Facet::Matter, fact.matter.clone(), thick);
    }
    add(&unit, Facet::All, String::new(), true);
    add(&unit, Facet::List, fact.list.clone(), true);
    add(&unit, Facet::Matter, fact.matter.clone(), false);
    cells
}

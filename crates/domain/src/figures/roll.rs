use std::collections::BTreeMap;

use xianban_kernel::{Context, Problem};
use xianban_store::{Tx, params};

use super::scope::{DISTRICT, Facet};
use super::write::{Stored, stored};
use crate::office::Office;

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
        for (scope, facet, value) in cells(&fact) {
            for day in [fact.day, fact.day / 100] {
                let key = (count.clone(), scope.clone(), facet, value.clone(), day);
                *sums.entry(key).or_default() += number;
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

/// Every scope and facet in which a fact counts.
fn cells(fact: &Stored) -> Vec<(String, &'static str, String)> {
    let (ground, unit) = (fact.ground, format!("u{}", fact.unit));
    let place = |id: i64| (id != 0).then(|| format!("p{id}"));
    let grid = (ground.grid != 0).then(|| format!("g{}", ground.grid));
    let levels = [place(ground.street), place(ground.community), place(ground.estate), grid];
    let levels: Vec<String> = levels.into_iter().flatten().collect();
    let mut cells = Vec::new();
    for (depth, scope) in [DISTRICT.to_owned()].iter().chain(&levels).enumerate() {
        let below = levels.get(depth).cloned().unwrap_or_default();
        cells.push((scope.clone(), Facet::Below.code(), below));
        cells.push((scope.clone(), Facet::Unit.code(), fact.unit.to_string()));
    }
    for scope in [DISTRICT.to_owned(), unit].iter().chain(&levels) {
        cells.push((scope.clone(), Facet::All.code(), String::new()));
        cells.push((scope.clone(), Facet::List.code(), fact.list.clone()));
        cells.push((scope.clone(), Facet::Matter.code(), fact.matter.clone()));
    }
    cells
}

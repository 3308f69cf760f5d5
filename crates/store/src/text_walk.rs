//! Walks along the full text index: newest first, and never further at once than people wait for.

use std::cmp::Reverse;

use crate::fold::folded;
use crate::text_index::{asked, words};
use crate::tx::Engine;
use crate::{Param, Result, Row, Tx};

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// Under which place.
    pub scope: &'a str,
    /// Words that all must occur.
    pub words: &'a str,
    /// What the searcher may see, as a condition on `e.id`, `e.kind` and `e.district`: sql of the
    /// program's own, never of people's words. Everything when empty.
    pub within: &'a str,
    /// The values of that condition, numbered from [`Sought::GIVEN`] on.
    pub given: &'a [Param<'a>],
    /// Row before which hits lie.
    pub before: i64,
    /// A kind of which there are few, if only that is looked for: where the words are common its own rows
    /// are looked through.
    pub few: Option<&'a str>,
}

impl<'a> Sought<'a> {
    /// The number of the first value of what the searcher may see.
    pub const GIVEN: usize = 4;

    /// Words of whatever lies under a place, whoever may see it.
    pub const fn under(scope: &'a str, words: &'a str) -> Self {
        Self { scope, words, within: "", given: &[], before: i64::MAX, few: None }
    }
}

/// Hits, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Their rows: as many as were asked for, or as lie in what was looked at.
    pub found: Vec<i64>,
    /// The row where the walk stopped short of its end: whoever goes on before it misses nothing.
    pub reached: Option<i64>,
}

/// So many rows are looked at for one answer, whoever may see them: what a search costs follows from this
/// number and not from how much there is.
pub const LOOKED: usize = 3000;

/// So many rows are looked at by one statement at first, and each time twice as many,
const FIRST: usize = 128;

/// but never more than so many: for more, PostgreSQL would rather read whole tables than each row's own.
const AT_ONCE: usize = 512;

/// So many rows of a kind of which there are few are looked at.
const FEW: usize = 500;

/// Rows that hold all words and may be seen, newest first, at most so many. The walk begins at the newest row
/// and ends when enough was found, or after [`LOOKED`] rows.
pub fn search_text(tx: &mut Tx<'_>, sought: Sought<'_>, most: usize) -> Result<Hits> {
    let query = folded(sought.words);
    let words = words(&query);
    if words.is_empty() {
        return Ok(Hits::default());
    }
    let asked = match tx.engine() {
        Engine::Sqlite(_) => asked(&words, '"', " AND ", "OR"),
        Engine::Postgres(_) => asked(&words, '\'', " & ", "|"),
    };
    weighs_words(tx, true)?;
    let hits = walk(tx, sought, &asked, most)?;
    weighs_words(tx, false)?;
    Ok(hits)
}

/// Whether PostgreSQL plans by how common the very words are: by their index if they are rare, newest first
/// if they are not. Left to itself, it would soon plan once for all words.
fn weighs_words(tx: &mut Tx<'_>, does: bool) -> Result<()> {
    match (tx.engine(), does) {
        (Engine::Sqlite(_), _) => Ok(()),
        (Engine::Postgres(_), true) => tx.batch("set local plan_cache_mode = force_custom_plan"),
        (Engine::Postgres(_), false) => tx.batch("set local plan_cache_mode = auto"),
    }
}

fn walk(tx: &mut Tx<'_>, sought: Sought<'_>, asked: &str, most: usize) -> Result<Hits> {
    let mut hits = along(sought.before, most, LOOKED, |before, step| {
        by_words(tx, sought, asked, before, step)
    })?;
    let unseen = hits.reached.filter(|_| hits.found.len() < most);
    if let Some((kind, before)) = sought.few.zip(unseen) {
        let rows = by_kind(tx, sought, (kind, asked), before)?;
        hits.take(&rows, FEW, most)?;
    }
    Ok(hits)
}

/// Walks down from `before` until so many rows fit, at most `looked` of them. `next` reads so many rows below
/// one, the highest: `row`, and `fits`, which is 0 or 1.
pub fn along(
    before: i64,
    most: usize,
    looked: usize,
    mut next: impl FnMut(i64, usize) -> Result<Vec<Row>>,
) -> Result<Hits> {
    let mut hits = Hits { found: Vec::new(), reached: Some(before) };
    let (mut left, mut step) = (looked, FIRST.max(most));
    while let Some(before) = hits.reached.filter(|_| left > 0 && hits.found.len() < most) {
        step = step.min(left);
        hits.take(&next(before, step)?, step, most)?;
        left -= step;
        step = AT_ONCE.min(step * 2);
    }
    Ok(hits)
}

impl Hits {
    /// What several walks found together: no further down than each of them came.
    pub fn together(walks: impl IntoIterator<Item = Self>, most: usize) -> Self {
        let mut all = Self::default();
        for walk in walks {
            all.found.extend(walk.found);
            all.reached = all.reached.max(walk.reached);
        }
        all.found.retain(|row| all.reached.is_none_or(|reached| *row >= reached));
        all.found.sort_unstable_by_key(|row| Reverse(*row));
        all.found.dedup();
        if all.found.len() > most {
            all.found.truncate(most);
            all.reached = all.found.last().copied();
        }
        all
    }

    /// Takes the next `step` rows, or all that there were.
    fn take(&mut self, rows: &[Row], step: usize, most: usize) -> Result<()> {
        let ended = rows.len() < step;
        let said = |row: &Row| Ok((row.get::<i64>("row")?, row.get::<i64>("fits")? != 0));
        let mut rows = rows.iter().map(said).collect::<Result<Vec<_>>>()?;
        rows.sort_unstable_by_key(|(row, _)| Reverse(*row));
        let last = rows.last().map(|(row, _)| *row);
        for (row, fits) in rows {
            self.reached = Some(row).filter(|_| !ended || Some(row) != last);
            if fits && self.found.last() != Some(&row) {
                self.found.push(row);
            }
            if self.found.len() >= most {
                return Ok(());
            }
        }
        if ended {
            self.reached = None;
        }
        Ok(())
    }
}

/// What a row of a walk says, from the entry `e` it leads to: whether it fits.
fn judged(within: &str, more: &str) -> String {
    let within = if within.is_empty() { String::new() } else { format!("and ({within})") };
    // What lies inside the scope: itself, and all that goes on behind a slash ('0' follows '/').
    format!(
        "select i.id as row, case when
           (e.scope = $1 or e.scope >= $2 and e.scope < $3) {within} {more} then 1 else 0 end as fits"
    )
}

/// The next rows that hold the words.
fn by_words(
    tx: &mut Tx<'_>,
    sought: Sought<'_>,
    asked: &str,
    before: i64,
    step: usize,
) -> Result<Vec<Row>> {
    let n = Sought::GIVEN + sought.given.len();
    let (words, below, most, district) = (n, n + 1, n + 2, n + 3);
    let walk = match tx.engine() {
        Engine::Sqlite(_) => format!(
            "select t.rowid as id from text_index t where t.text_index match ${words}
               and t.rowid < ${below} order by t.rowid desc limit ${most}"
        ),
        Engine::Postgres(_) => format!(
            "select t.id from text_entry t where t.words @@ cast(${words} as text)::tsquery
               and t.id < ${below} and t.district = ${district} order by t.id desc limit ${most}"
        ),
    };
    let sql = format!(
        "{} from ({walk}) i left join text_entry e on e.district = ${district} and e.id = i.id",
        judged(sought.within, "")
    );
    let behind = [Param::Text(asked), Param::Int(before), number(step), Param::Int(tx.district())];
    walked(tx, &sql, sought, &behind)
}

/// The next rows of a kind of which there are few, whatever words they hold.
fn by_kind(
    tx: &mut Tx<'_>,
    sought: Sought<'_>,
    (kind, asked): (&str, &str),
    before: i64,
) -> Result<Vec<Row>> {
    let n = Sought::GIVEN + sought.given.len();
    let holds = match tx.engine() {
        Engine::Sqlite(_) => format!(
            "and exists (select 1 from text_index t where t.text_index match ${n} and t.rowid = e.id)"
        ),
        Engine::Postgres(_) => format!("and e.words @@ cast(${n} as text)::tsquery"),
    };
    let (district, kind_at, below, most) = (n + 1, n + 2, n + 3, n + 4);
    let sql = format!(
        "{} from (select t.id from text_entry t where t.district = ${district} and t.kind = ${kind_at}
           and t.id < ${below} order by t.id desc limit ${most}) i
         join text_entry e on e.district = ${district} and e.id = i.id",
        judged(sought.within, &holds)
    );
    let district = Param::Int(tx.district());
    let behind = [Param::Text(asked), district, Param::Text(kind), Param::Int(before), number(FEW)];
    walked(tx, &sql, sought, &behind)
}

fn number(n: usize) -> Param<'static> {
    Param::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn walked(
    tx: &mut Tx<'_>,
    sql: &str,
    sought: Sought<'_>,
    behind: &[Param<'_>],
) -> Result<Vec<Row>> {
    let (first, end) = (format!("{}/", sought.scope), format!("{}0", sought.scope));
    let mut values = vec![Param::Text(sought.scope), Param::Text(&first), Param::Text(&end)];
    values.extend(sought.given);
    values.extend(behind);
    tx.rows(sql, &values)
}

#[cfg(test)]
mod tests {
    use super::Hits;

    #[test]
    fn walks_together_come_no_further_than_each_of_them() {
        let walk = |found: &[i64], reached| Hits { found: found.to_vec(), reached };
        let both = [walk(&[9, 7, 4, 2], Some(2)), walk(&[8, 7, 5], Some(5))];
        assert_eq!(Hits::together(both.clone(), 9), walk(&[9, 8, 7, 5], Some(5)));
        assert_eq!(Hits::together(both, 3), walk(&[9, 8, 7], Some(7)));
        let ended = [walk(&[9, 4], None), walk(&[8], None)];
        assert_eq!(Hits::together(ended, 9), walk(&[9, 8, 4], None));
    }
}

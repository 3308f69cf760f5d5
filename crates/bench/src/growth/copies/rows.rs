//! What is read of the lived ones, and how many rows are written at once.

use std::collections::{BTreeMap, HashSet};

use xianban_kernel::{Moment, Problem};
use xianban_store::{Param, Row, ToParam, Tx, Value, params};

use super::runs::Original;
use crate::ground::DISTRICT;

/// Rows written by one statement.
const ROWS: usize = 100;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// China's clocks are so much ahead.
const AHEAD: i64 = 8 * HOUR;

/// The columns of a change of the figures.
pub(super) const CHANGE: &str =
    "district id count day unit street community estate grid list matter number";

/// What is counted of a dossier.
pub(super) struct Fact {
    pub(super) dossier: i64,
    /// Since midnight, in milliseconds.
    pub(super) clock: i64,
    pub(super) day: i64,
    pub(super) count: Value,
    /// Everything else it is counted by, as [`CHANGE`] has it.
    pub(super) counted: Vec<Value>,
}

/// All that was lived, the oldest first.
pub(super) fn originals(tx: &mut Tx<'_>, open_too: bool) -> Result<Vec<Original>, Problem> {
    // A window for rating that is open ends with a day of the calendar: moved, it would end at none.
    let sql = "select id, kind, no, begun_at from growth_dossier where district = $1
               and id not in (select id from appeal where district = $1 and closes_at is not null)
               and (cast($2 as bigint) = 1 or id not in (select dossier from duty where district = $1))
               order by id";
    let (mut found, mut appeals) = (Vec::new(), 0);
    for row in tx.rows(sql, params![DISTRICT, i64::from(open_too)])? {
        let (no, kind): (String, String) = (row.get("no")?, row.get("kind")?);
        let letters = no.chars().take_while(char::is_ascii_alphabetic).collect();
        let nth = (kind == "appeal").then_some(appeals);
        appeals += usize::from(nth.is_some());
        found.push(Original { id: row.get("id")?, begun: row.get("begun_at")?, letters, nth });
    }
    Ok(found)
}

/// The numbers that are given.
pub(super) fn numbers(tx: &mut Tx<'_>) -> Result<HashSet<String>, Problem> {
    let sql = "select no from dossier where district = $1";
    tx.rows(sql, params![DISTRICT])?.iter().map(|row| Ok(row.get("no")?)).collect()
}

/// Everybody who filed, as rows.
pub(super) fn people(tx: &mut Tx<'_>) -> Result<Vec<Vec<Value>>, Problem> {
    let rows = tx.rows("select * from growth_person where district = $1", params![DISTRICT])?;
    Ok(rows.iter().map(cells).collect())
}

/// What is counted of all that was lived.
pub(super) fn facts(tx: &mut Tx<'_>) -> Result<Vec<Fact>, Problem> {
    let sql = "select dossier, at, day, count, unit, street, community, estate, grid, list, matter
               from growth_fact where district = $1";
    let fact = |row: &Row| {
        let mut counted = cells(row).split_off(3);
        let at: i64 = row.get("at")?;
        Ok(Fact {
            dossier: row.get("dossier")?,
            clock: (at + AHEAD) % DAY,
            day: row.get("day")?,
            count: counted.remove(0),
            counted,
        })
    };
    tx.rows(sql, params![DISTRICT])?.iter().map(fact).collect()
}

fn cells(row: &Row) -> Vec<Value> {
    row.cells().map(|(_, value)| value.clone()).collect()
}

/// Each day of a span, as `20261127`, with the one before.
pub(super) fn days((begin, end): (Moment, Moment)) -> BTreeMap<i64, i64> {
    let (first, last) = ((begin.millis() + AHEAD) / DAY - 2, (end.millis() + AHEAD) / DAY + 1);
    let written = |day: i64| {
        let day = Moment::EPOCH.plus_millis(day * DAY - AHEAD).day();
        i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
    };
    (first..=last).map(|day| (written(day), written(day - 1))).collect()
}

/// A row of numbers.
pub(super) fn ints(numbers: &[i64]) -> Vec<Value> {
    numbers.iter().copied().map(Value::Int).collect()
}

/// Writes many rows into a table of ours.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    (name, columns): (&str, &[&str]),
    rows: &[Vec<Value>],
) -> Result<(), Problem> {
    let chunks = rows.chunks_exact(ROWS);
    let left = chunks.remainder();
    for some in chunks.chain(left.chunks(1)) {
        let mut place = 0;
        let mut bound = || {
            let first = place + 1;
            place += columns.len();
            (first..=place).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
        };
        let places: Vec<_> = some.iter().map(|_| format!("({})", bound())).collect();
        let (names, places) = (columns.join(", "), places.join(", "));
        let sql = format!("insert into {name} ({names}) values {places}");
        let given: Vec<Param<'_>> = some.iter().flatten().map(ToParam::to_param).collect();
        tx.execute(&sql, &given)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_knows_the_one_before_it() {
        let at = |text| Moment::parse(text).unwrap();
        let span = (at("2024-02-27T03:00:00+08:00"), at("2024-03-02T23:00:00+08:00"));
        let days = days(span);
        assert_eq!(days.get(&20_240_301), Some(&20_240_229));
        assert_eq!(days.get(&20_240_227), Some(&20_240_226));
        assert_eq!(days.last_key_value(), Some((&20_240_303, &20_240_302)));
    }
}

use std::collections::BTreeMap;

use xianban_kernel::{Day, Problem};
use xianban_store::{Param, Row, params};

use super::Count;
use super::fact::number;
use super::roll::STANDS;
use super::scope::{Facet, Scope, Span};
use super::spot::Spot;
use crate::office::Work;

/// Numbers, by what is counted and by the values of a facet; what is not there is nought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(BTreeMap<(Count, String), i64>);

impl Numbers {
    /// All together.
    pub fn of(&self, count: Count) -> i64 {
        self.0
            .range((count, String::new())..)
            .take_while(|((one, _), _)| *one == count)
            .map(|(_, n)| n)
            .sum()
    }

    /// Of one value of the facet.
    pub fn at(&self, count: Count, value: &str) -> i64 {
        self.0.get(&(count, value.to_owned())).copied().unwrap_or(0)
    }

    /// Of one value of the facet alone.
    #[must_use]
    pub fn only(&self, value: &str) -> Self {
        let own = self.0.iter().filter(|((_, one), _)| one == value);
        Self(own.map(|(key, number)| (key.clone(), *number)).collect())
    }

    /// The values that have any number at all.
    pub fn values(&self) -> Vec<&str> {
        let mut values: Vec<&str> =
            self.0.iter().filter(|(_, n)| **n != 0).map(|((_, value), _)| value.as_str()).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    fn add_all(&mut self, rows: &[Row]) -> Result<(), Problem> {
        rows.iter().try_for_each(|row| self.add(row))
    }

    fn add(&mut self, row: &Row) -> Result<(), Problem> {
        let code: String = row.get("count")?;
        let unknown = || Problem::broken(format!("nothing is counted as {code}"));
        let count = Count::from_code(&code).ok_or_else(unknown)?;
        *self.0.entry((count, row.get("value")?)).or_default() += row.get::<i64>("number")?;
        Ok(())
    }
}

/// What happened in a span and what stands now, in a scope, broken up by a facet: what was added up and
/// the changes that were not yet, in one snapshot. Whole months are read as one number each.
pub fn numbers(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    facet: Facet,
) -> Result<Numbers, Problem> {
    numbers_of(work, scope, span, facet, Count::ALL)
}

/// The same of a few counts only.
pub fn numbers_of(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    facet: Facet,
    counts: &[Count],
) -> Result<Numbers, Problem> {
    let (mut numbers, spot) = (Numbers::default(), Spot::of(work, scope)?);
    let standing = codes(counts, true);
    if !standing.is_empty() {
        let asked = Asked { spot: &spot, facet, counts: &standing, list: None };
        numbers.add_all(&asked.added_up(work, (STANDS, STANDS))?)?;
        numbers.add_all(&asked.changes(work, Span::EVER, "''")?)?;
    }
    let happened = codes(counts, false);
    if !happened.is_empty() {
        let asked = Asked { spot: &spot, facet, counts: &happened, list: None };
        for piece in pieces(span) {
            numbers.add_all(&asked.piece(work, piece)?)?;
        }
    }
    Ok(numbers)
}

/// What happened in a span of what is on one list of five, broken up by a facet: counted one by one where
/// it is broken up further than it was added up.
pub fn numbers_listed(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    facet: Facet,
    list: &str,
) -> Result<Numbers, Problem> {
    let (spot, counts) = (Spot::of(work, scope)?, codes(Count::ALL, false));
    let asked = Asked { spot: &spot, facet, counts: &counts, list: Some(list) };
    let mut numbers = Numbers::default();
    numbers.add_all(&asked.facts(work, span)?)?;
    Ok(numbers)
}

/// What happened in a scope on each day (20261123), or in each month (202611).
pub fn trend(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    by_month: bool,
) -> Result<BTreeMap<i64, Numbers>, Problem> {
    trend_listed(work, scope, span, by_month, None)
}

/// The same of what is on one list of five.
pub fn trend_listed(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    by_month: bool,
    list: Option<&str>,
) -> Result<BTreeMap<i64, Numbers>, Problem> {
    let counts = codes(Count::ALL, false);
    let (from, to) = (number(span.from), number(span.to));
    let moment = if by_month { "day / 100" } else { "day" };
    let sql = format!(
        "select count, '' as value, {moment} as moment, cast(sum(number) as bigint) as number from tally
         where district = $1 and scope = $2 and facet = $3 and value = $4 and day >= $5 and day <= $6
           and count in ({counts}) group by count, {moment}"
    );
    let (code, facet) = (scope.code(), if list.is_some() { Facet::List } else { Facet::All });
    let value = list.unwrap_or_default();
    let (facet, district) = (facet.code(), work.office.district);
    let mut rows = work.tx.rows(&sql, params![district, &code, facet, value, from, to])?;
    let asked = Asked { spot: &Spot::of(work, scope)?, facet: Facet::All, counts: &counts, list };
    rows.extend(asked.changes(work, span, moment)?);
    let mut trend: BTreeMap<i64, Numbers> = BTreeMap::new();
    for row in &rows {
        trend.entry(row.get("moment")?).or_default().add(row)?;
    }
    Ok(trend)
}

/// The codes of those that stand now, or of those that happened, for a statement.
fn codes(counts: &[Count], stands: bool) -> String {
    let some = counts.iter().filter(|count| count.stands() == stands);
    some.map(|count| format!("'{}'", count.code())).collect::<Vec<_>>().join(", ")
}

/// Some days of a span: whole months, which are read as one number each, or days around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    months: bool,
    span: Span,
}

/// A span in whole months and the days around them.
fn pieces(span: Span) -> Vec<Piece> {
    let starts = span.from.day() == 1;
    let ends = span.to.day() == span.to.days_in_month();
    let day_after = |day: Day| day.last_of_month().tomorrow().unwrap_or(day);
    let day_before = |day: Day| day.first_of_month().yesterday().unwrap_or(day);
    let first = if starts { span.from } else { day_after(span.from) };
    let last = if ends { span.to } else { day_before(span.to) };
    let days = |from, to| Piece { months: false, span: Span { from, to } };
    if first > last {
        return vec![days(span.from, span.to)];
    }
    let mut pieces = vec![Piece { months: true, span: Span { from: first, to: last } }];
    if !starts {
        pieces.push(days(span.from, span.from.last_of_month()));
    }
    if !ends {
        pieces.push(days(span.to.first_of_month(), span.to));
    }
    pieces
}

/// Which numbers of a scope are read.
struct Asked<'a> {
    spot: &'a Spot,
    facet: Facet,
    /// The counts, as a statement has them.
    counts: &'a str,
    /// Only what is on this list of five.
    list: Option<&'a str>,
}

impl Asked<'_> {
    /// What happened in a piece of a span.
    fn piece(&self, work: &mut Work<'_, '_>, piece: Piece) -> Result<Vec<Row>, Problem> {
        let (from, to) = (number(piece.span.from), number(piece.span.to));
        if !piece.months && !self.spot.has_days(self.facet) {
            return self.facts(work, piece.span);
        }
        let keys = if piece.months { (from / 100, to / 100) } else { (from, to) };
        let mut rows = self.added_up(work, keys)?;
        rows.extend(self.changes(work, piece.span, "''")?);
        Ok(rows)
    }

    /// What was added up, between two keys.
    fn added_up(&self, work: &mut Work<'_, '_>, keys: (i64, i64)) -> Result<Vec<Row>, Problem> {
        let sql = format!(
            "select count, value, cast(sum(number) as bigint) as number from tally
             where district = $1 and scope = $2 and facet = $3 and day >= $4 and day <= $5
               and count in ({}) group by count, value",
            self.counts
        );
        let (scope, facet) = (self.spot.scope().code(), self.facet.code());
        let district = work.office.district;
        Ok(work.tx.rows(&sql, params![district, scope, facet, keys.0, keys.1])?)
    }

    /// The changes that were not added up yet.
    fn changes(
        &self,
        work: &mut Work<'_, '_>,
        span: Span,
        moment: &str,
    ) -> Result<Vec<Row>, Problem> {
        let sql = format!(
            "select c.count, {value} as value, {moment} as moment,
               cast(sum(c.number) as bigint) as number
             from fact_change c
             where c.district = $1 and c.day >= $2 and c.day <= $3 and c.count in ({counts})
               and {scope} {listed}
             group by 1, 2, 3",
            value = self.spot.value(self.facet, "c"),
            moment = moment.replace("day", "c.day"),
            counts = self.counts,
            scope = self.spot.sql("c", 4, 1),
            listed = self.listed("c"),
        );
        let (from, to) = (number(span.from), number(span.to));
        self.rows(work, &sql, [from, to])
    }

    /// What happened on a few days, counted one by one.
    fn facts(&self, work: &mut Work<'_, '_>, span: Span) -> Result<Vec<Row>, Problem> {
        let sql = format!(
            "select f.count, {value} as value, count(*) as number from fact f
             where f.district = $1 and f.at >= $2 and f.at < $3 and f.count in ({counts})
               and {scope} {listed}
             group by 1, 2",
            value = self.spot.value(self.facet, "f"),
            counts = self.counts,
            scope = self.spot.sql("f", 4, 1),
            listed = self.listed("f"),
        );
        let (from, to) = span.moments();
        self.rows(work, &sql, [from.millis(), to.millis()])
    }

    fn listed(&self, of: &str) -> String {
        self.list.map_or_else(String::new, |_| format!("and {of}.list = $5"))
    }

    fn rows(
        &self,
        work: &mut Work<'_, '_>,
        sql: &str,
        [from, to]: [i64; 2],
    ) -> Result<Vec<Row>, Problem> {
        let given = [work.office.district, from, to, self.spot.scope().id()].map(Param::Int);
        let mut given = given.to_vec();
        given.extend(self.list.map(Param::Text));
        Ok(work.tx.rows(sql, &given)?)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_is_read_in_whole_months_and_the_days_around_them() {
        let said = |from, to| {
            let said = |piece: Piece| {
                let (from, to) = (number(piece.span.from), number(piece.span.to));
                if piece.months { (from / 100, to / 100) } else { (from, to) }
            };
            pieces(Span { from, to }).into_iter().map(said).collect::<Vec<_>>()
        };
        assert_eq!(said(date(2026, 1, 1), date(2026, 12, 31)), [(202_601, 202_612)]);
        assert_eq!(said(date(2026, 3, 5), date(2026, 3, 20)), [(20_260_305, 20_260_320)]);
        assert_eq!(
            said(date(2025, 11, 24), date(2026, 11, 23)),
            [(202_512, 202_610), (20_251_124, 20_251_130), (20_261_101, 20_261_123)]
        );
        assert_eq!(said(date(2026, 1, 31), date(2026, 2, 1)), [(20_260_131, 20_260_201)]);
    }
}

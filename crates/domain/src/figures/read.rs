use std::collections::BTreeMap;

use xianban_kernel::Problem;
use xianban_store::{Param, Row, params};

use super::Count;
use super::fact::number;
use super::scope::{Facet, Scope, Span};
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

    /// The values that have any number at all.
    pub fn values(&self) -> Vec<&str> {
        let mut values: Vec<&str> =
            self.0.iter().filter(|(_, n)| **n != 0).map(|((_, value), _)| value.as_str()).collect();
        values.sort_unstable();
        values.dedup();
        values
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
    let mut numbers = Numbers::default();
    for (stands, span) in [(true, Span::EVER), (false, span)] {
        let counts = codes(counts, stands);
        if counts.is_empty() {
            continue;
        }
        for (from, to) in pieces(span) {
            let sql = format!(
                "select count, value, cast(sum(number) as bigint) as number from tally
                 where district = $1 and scope = $2 and facet = $3 and day >= $4 and day <= $5
                   and count in ({counts}) group by count, value"
            );
            let (scope, facet) = (scope.code(), facet.code());
            let district = work.office.district;
            for row in &work.tx.rows(&sql, params![district, scope, facet, from, to])? {
                numbers.add(row)?;
            }
        }
        for row in &changes(work, scope, span, (facet, &counts), "''")? {
            numbers.add(row)?;
        }
    }
    Ok(numbers)
}

/// What happened in a scope on each day (20261123), or in each month (202611).
pub fn trend(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    by_month: bool,
) -> Result<BTreeMap<i64, Numbers>, Problem> {
    let counts = codes(Count::ALL, false);
    let (from, to) = (number(span.from), number(span.to));
    let moment = if by_month { "day / 100" } else { "day" };
    let sql = format!(
        "select count, '' as value, {moment} as moment, cast(sum(number) as bigint) as number from tally
         where district = $1 and scope = $2 and facet = 'all' and day >= $3 and day <= $4
           and count in ({counts}) group by count, {moment}"
    );
    let code = scope.code();
    let mut rows = work.tx.rows(&sql, params![work.office.district, &code, from, to])?;
    rows.extend(changes(work, scope, span, (Facet::All, &counts), moment)?);
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

/// A span in whole months (202611) and the days around them (20261123), as first and last each.
fn pieces(span: Span) -> Vec<(i64, i64)> {
    let (from, to) = (number(span.from), number(span.to));
    let starts = span.from.day() == 1;
    let ends = span.to.day() == span.to.days_in_month();
    let first = if starts { from / 100 } else { month_after(from / 100) };
    let last = if ends { to / 100 } else { month_before(to / 100) };
    if first > last {
        return vec![(from, to)];
    }
    let mut pieces = vec![(first, last)];
    if !starts {
        pieces.push((from, from / 100 * 100 + 99));
    }
    if !ends {
        pieces.push((to / 100 * 100 + 1, to));
    }
    pieces
}

fn month_after(month: i64) -> i64 {
    if month % 100 == 12 { month + 89 } else { month + 1 }
}

fn month_before(month: i64) -> i64 {
    if month % 100 == 1 { month - 89 } else { month - 1 }
}

/// The changes that were not added up yet.
fn changes(
    work: &mut Work<'_, '_>,
    scope: Scope,
    span: Span,
    (facet, counts): (Facet, &str),
    moment: &str,
) -> Result<Vec<Row>, Problem> {
    let value = match facet {
        Facet::All => "''".to_owned(),
        Facet::List => "c.list".to_owned(),
        Facet::Matter => "c.matter".to_owned(),
        Facet::Unit => "cast(c.unit as text)".to_owned(),
        Facet::Below => below(work, scope, "c")?,
    };
    let moment = moment.replace("day", "c.day");
    let sql = format!(
        "select c.count, {value} as value, {moment} as moment, cast(sum(c.number) as bigint) as number
         from fact_change c
         where c.district = $1 and c.day >= $2 and c.day <= $3 and c.count in ({counts}) and {}
         group by 1, 2, 3",
        scope.sql("c", 4)
    );
    let (from, to) = (number(span.from), number(span.to));
    let given = [work.office.district, from, to, scope.id()].map(Param::Int);
    Ok(work.tx.rows(&sql, &given)?)
}

/// The next level below a scope, as a column.
pub(super) fn below(work: &mut Work<'_, '_>, scope: Scope, of: &str) -> Result<String, Problem> {
    let levels: &[(&str, &str)] =
        &[("p", "street"), ("p", "community"), ("p", "estate"), ("g", "grid")];
    let depth = match scope {
        Scope::District | Scope::Unit(_) => 0,
        Scope::Grid(_) => levels.len(),
        Scope::Place(id) => {
            let sql = "select kind from place where district = $1 and id = $2";
            let row = work.tx.row(sql, params![work.office.district, id])?;
            let kind: String = row.map_or_else(|| Ok(String::new()), |row| row.get("kind"))?;
            levels.iter().position(|(_, level)| *level == kind).map_or(levels.len(), |at| at + 1)
        }
    };
    let cases = levels.iter().skip(depth).map(|(kind, level)| {
        format!("when {of}.{level} <> 0 then '{kind}' || cast({of}.{level} as text)")
    });
    let cases = cases.collect::<Vec<_>>().join(" ");
    Ok(if cases.is_empty() { "''".to_owned() } else { format!("case {cases} else '' end") })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_is_read_in_whole_months_and_the_days_around_them() {
        let span = |from, to| pieces(Span { from, to });
        assert_eq!(span(date(2026, 1, 1), date(2026, 12, 31)), [(202_601, 202_612)]);
        assert_eq!(span(date(2026, 3, 5), date(2026, 3, 20)), [(20_260_305, 20_260_320)]);
        assert_eq!(
            span(date(2025, 11, 24), date(2026, 11, 23)),
            [(202_512, 202_610), (20_251_124, 20_251_199), (20_261_101, 20_261_123)]
        );
        assert_eq!(span(date(2026, 1, 31), date(2026, 2, 1)), [(20_260_131, 20_260_201)]);
    }
}

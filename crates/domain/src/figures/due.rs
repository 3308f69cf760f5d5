use std::collections::BTreeMap;

use xianban_kernel::{Moment, Problem};
use xianban_store::params;

use super::spot::Spot;
use super::{Facet, Scope};
use crate::office::Work;

/// How many dossiers have something overdue, and something that falls due soon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueNow {
    /// Something owed on it is overdue.
    pub overdue: i64,
    /// Something owed on it falls due before the moment that was asked for.
    pub soon: i64,
}

/// The duties of open appeals that fall due before a moment; its parameters are the district, as `$n`, and
/// the moment.
pub(super) fn owed(n: usize) -> String {
    format!(
        "from duty d
         join fact f on f.district = d.district and f.dossier = d.dossier and f.count = 'open'
           and f.n = 0
         where d.district = ${n} and d.due < ${} and d.kind <> 'call'",
        n + 1
    )
}

/// What is overdue and soon due in a scope, by the values of a facet; from the index of due times, so that
/// it costs what is due, not what is open. A dossier on which two units are late counts for both.
pub fn due_now(
    work: &mut Work<'_, '_>,
    scope: Scope,
    soon: Moment,
    facet: Facet,
) -> Result<BTreeMap<String, DueNow>, Problem> {
    let spot = Spot::of(work, scope)?;
    let value = match facet {
        Facet::Unit => "cast(d.unit as text)".to_owned(),
        facet => spot.value(facet, "f"),
    };
    let sql = format!(
        "select {value} as value,
           count(distinct case when d.due < $1 then d.dossier end) as overdue,
           count(distinct case when d.due >= $1 then d.dossier end) as soon
         {} and {} group by 1",
        owed(2),
        owing(&spot, 4, 2)
    );
    let id = scope.id();
    let rows = work.tx.rows(&sql, params![work.cx.at, work.office.district, soon, id])?;
    let read = |row: &xianban_store::Row| {
        let now = DueNow { overdue: row.get("overdue")?, soon: row.get("soon")? };
        Ok((row.get("value")?, now))
    };
    rows.iter().map(read).collect()
}

/// The condition that it is owed in a scope, with its id as `$n` and the district as `$district`: a
/// unit's is what it owes itself.
pub(super) fn owing(spot: &Spot, n: usize, district: usize) -> String {
    match spot.scope() {
        Scope::Unit(_) => format!("d.unit = ${n}"),
        Scope::District | Scope::Place(_) | Scope::Grid(_) => spot.sql("f", n, district),
    }
}

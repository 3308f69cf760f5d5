use xianban_kernel::Problem;
use xianban_store::params;

use super::case::{Case, Figure, Period, read};
use crate::appeals::nouns::Origin;
use crate::office::Work;

/// What was closed in a period, and of it what its applicant could rate and rated as satisfied. A matter
/// that came here with the reply it had elsewhere is left out: it was not handled here. Nobody's silence
/// is satisfaction.
pub(crate) fn closed(work: &mut Work<'_, '_>, period: Period) -> Result<Vec<Case>, Problem> {
    let satisfied = work.office.rules_at(work.cx.at).rules.rating.satisfied_from;
    let rows = work.tx.rows(
        "select a.id as appeal, a.list, a.since as at, a.origin, a.grade,
           coalesce((select o.unit from work_order o
             where o.district = a.district and o.appeal = a.id and o.part = 'lead'
             order by o.n desc limit 1), a.unit) as unit
         from appeal a
         where a.district = $1 and a.standing = 'closed' and a.since >= $2 and a.since < $3
           and (a.origin <> 'other_platform' or exists (select 1 from work_order o
             where o.district = a.district and o.appeal = a.id))",
        params![work.office.district, period.from, period.to],
    )?;
    let mut found = Vec::new();
    for row in &rows {
        found.push(read(row, Figure::Closed)?);
        let origin: String = row.get("origin")?;
        if Origin::from_code(&origin).is_some_and(Origin::is_rated) {
            found.push(read(row, Figure::Asked)?);
        }
        if row.get::<Option<i64>>("grade")?.is_some_and(|grade| grade >= satisfied) {
            found.push(read(row, Figure::Satisfied)?);
        }
    }
    Ok(found)
}

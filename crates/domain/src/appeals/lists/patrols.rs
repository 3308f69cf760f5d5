//! What grid workers reported on their rounds, and how much of it was solved: by grid, never by person.

use std::collections::BTreeMap;

use xianban_kernel::{DossierId, GridId, Moment, Page, PageSize, PlaceId, Problem, UnitId};
use xianban_store::{Param, params};

use super::glance::{Glance, glance_at};
use crate::appeals::desk::sight;
use crate::appeals::rows::store;
use crate::office::Work;

/// From and before when something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Moment,
    /// The first moment after.
    pub to: Moment,
}

/// Reports of patrols in a community that were filed in a period.
#[derive(Clone, Copy, Debug)]
pub struct Patrolled {
    /// The community as a unit.
    pub unit: UnitId,
    /// The community as a place.
    pub place: PlaceId,
    /// When they were filed.
    pub period: Period,
}

/// How many were reported, and how many of those are solved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// All of them.
    pub reported: i64,
    /// Those that were looked at on site and found solved: nothing else closes a report of a patrol.
    pub solved: i64,
}

/// Of a community in a period. A place above the building lies in no grid; without a place, it is the
/// community's that received it.
const WITHIN: &str = "from appeal a
    left join place p on p.district = a.district and p.id = a.place
  where a.district = $1 and a.origin = 'grid_patrol' and a.filed_at >= $2 and a.filed_at < $3
    and (coalesce(p.community, p.id) = $4 or (a.place is null and a.unit = $5))";

/// How many were reported by grid, of those that the actor may open; under no grid those that name no
/// building.
pub fn patrols(
    work: &mut Work<'_, '_>,
    of: &Patrolled,
) -> Result<BTreeMap<Option<GridId>, Reports>, Problem> {
    let sight = sight(work)?;
    let sql = format!(
        "select p.grid, count(*) as reported,
           count(case when a.standing = 'closed' then 1 end) as solved
         {WITHIN} and {} group by p.grid",
        sight.sql("a", 6)
    );
    let (district, Period { from, to }) = (work.office.district, of.period);
    let mut values = params![district, from, to, of.place, of.unit].to_vec();
    values.extend(sight.values());
    let rows = work.tx.rows(&sql, &values)?;
    let mut found = BTreeMap::new();
    for row in &rows {
        let reports = Reports { reported: row.get("reported")?, solved: row.get("solved")? };
        found.insert(row.get("grid")?, reports);
    }
    Ok(found)
}

/// Just those that [`patrols`] counts for one grid, newest first, after a position; only the solved ones
/// if wanted.
pub fn patrol_cases(
    work: &mut Work<'_, '_>,
    of: &Patrolled,
    (grid, solved): (Option<GridId>, bool),
    after: Option<(i64, i64)>,
    size: PageSize,
) -> Result<Page<Glance>, Problem> {
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let sight = sight(work)?;
    let settled = if solved { "and a.standing = 'closed'" } else { "" };
    let sql = format!(
        "select a.id, a.filed_at {WITHIN} and coalesce(p.grid, 0) = $6 {settled}
           and (a.filed_at < $7 or (a.filed_at = $7 and a.id < $8)) and {}
         order by a.filed_at desc, a.id desc limit $11",
        sight.sql("a", 9)
    );
    let most = i64::try_from(size.rows() + 1).unwrap_or(i64::MAX);
    let (district, Period { from, to }) = (work.office.district, of.period);
    let grid = grid.map_or(0, GridId::value);
    let mut values = params![district, from, to, of.place, of.unit, grid].to_vec();
    values.extend([Param::Int(at), Param::Int(id)]);
    values.extend(sight.values());
    values.push(Param::Int(most));
    let mut rows = Vec::new();
    for row in &work.tx.rows(&sql, &values)? {
        let (id, at): (DossierId, Moment) = (row.get("id")?, row.get("filed_at")?);
        if let Some(appeal) = store::load(work.tx, district, id)? {
            rows.push((at.millis(), glance_at(work, appeal)?));
        }
    }
    let page = Page::cut(rows, size, |(at, glance)| format!("{at}.{}", glance.appeal.id));
    Ok(page.map(|(_, glance)| glance))
}

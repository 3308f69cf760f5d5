use xianban_kernel::{GridId, PlaceId, Problem};
use xianban_store::params;

use super::Scope;
use crate::office::Work;

/// Everything one level below a scope that is there today, also where nothing was counted yet: streets of
/// the district, communities of a street, estates of a community, grids of an estate; nothing below a grid
/// or a unit.
pub fn scopes_below(work: &mut Work<'_, '_>, scope: Scope) -> Result<Vec<Scope>, Problem> {
    let district = work.office.district;
    let Scope::Place(place) = scope else {
        if scope != Scope::District {
            return Ok(Vec::new());
        }
        let sql = "select id from place
                   where district = $1 and kind = 'street' and closed_at is null order by path";
        let rows = work.tx.rows(sql, params![district])?;
        return rows.iter().map(|row| Ok(Scope::Place(row.get::<PlaceId>("id")?))).collect();
    };
    let sql = "select p.id from place p join place above on above.district = p.district
                 and above.id = p.parent
               where p.district = $1 and p.parent = $2 and p.closed_at is null
                 and (above.kind = 'street' and p.kind = 'community'
                   or above.kind = 'community' and p.kind = 'estate')
               order by p.path";
    let mut found = Vec::new();
    for row in &work.tx.rows(sql, params![district, place])? {
        found.push(Scope::Place(row.get("id")?));
    }
    let sql = "select g.id from grid g where g.district = $1 and g.closed_at is null
                 and g.id in (select p.grid from place p
                   where p.district = $1 and p.estate = $2 and p.grid is not null)
               order by g.code";
    for row in &work.tx.rows(sql, params![district, place])? {
        found.push(Scope::Grid(row.get::<GridId>("id")?));
    }
    Ok(found)
}

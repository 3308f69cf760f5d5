use std::collections::HashMap;

use xianban_kernel::{PlaceId, Problem, UnitId};
use xianban_store::{Param, Tx, params};

use super::{Place, PlacePath, Unit, UnitKind, rows};
use crate::rules::OnLists;

/// The unit with this row.
pub fn unit(tx: &mut Tx<'_>, id: UnitId) -> Result<Unit, Problem> {
    let sql = format!("select {} from unit u where u.district = $1 and u.id = $2", rows::UNIT);
    let row = tx.row(&sql, params![tx.district(), id])?.ok_or(Problem::NotFound)?;
    Ok(rows::unit(&row)?)
}

/// Names of units, each read once.
#[derive(Default)]
pub struct UnitNames(HashMap<UnitId, String>);

impl UnitNames {
    /// The name of a unit.
    pub fn name(&mut self, tx: &mut Tx<'_>, id: UnitId) -> Result<String, Problem> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let name = unit(tx, id)?.name;
        self.0.insert(id, name.clone());
        Ok(name)
    }
}

/// The unit with this code, if any.
pub fn unit_by_code(tx: &mut Tx<'_>, district: i64, code: &str) -> Result<Option<Unit>, Problem> {
    let sql = format!("select {} from unit u where u.district = $1 and u.code = $2", rows::UNIT);
    Ok(tx.row(&sql, params![district, code])?.as_ref().map(rows::unit).transpose()?)
}

/// The units of one kind in use, by code.
pub fn units_of(tx: &mut Tx<'_>, district: i64, kind: UnitKind) -> Result<Vec<Unit>, Problem> {
    let sql = format!(
        "select {} from unit u where u.district = $1 and u.kind = $2 and u.closed_at is null \
         order by u.code",
        rows::UNIT
    );
    Ok(rows::each(&tx.rows(&sql, params![district, kind.code()])?, rows::unit)?)
}

/// The first community of a district, by code.
pub fn first_community(tx: &mut Tx<'_>, district: i64) -> Result<Option<Unit>, Problem> {
    let sql = format!(
        "select {} from unit u where u.district = $1 and u.kind = $2 and u.closed_at is null \
         order by u.code limit 1",
        rows::UNIT
    );
    let found = tx.rows(&sql, params![district, UnitKind::Community.code()])?;
    Ok(rows::each(&found, rows::unit)?.into_iter().next())
}

/// The office that runs the platform of a district: where everything goes that nobody else takes.
pub fn platform_office(tx: &mut Tx<'_>, district: i64) -> Result<Unit, Problem> {
    let offices = units_of(tx, district, UnitKind::PlatformOffice)?;
    let missing = || Problem::broken(format!("district {district} has no platform office"));
    offices.into_iter().next().ok_or_else(missing)
}

/// The unit directly above; `None` at the top.
pub fn superior(tx: &mut Tx<'_>, of: &Unit) -> Result<Option<Unit>, Problem> {
    of.superior.map(|id| unit(tx, id)).transpose()
}

/// A unit and every unit below it, for what its head may see.
pub fn units_below(tx: &mut Tx<'_>, top: UnitId) -> Result<Vec<UnitId>, Problem> {
    let sql = "with recursive below (id) as (\
                 select id from unit where district = $1 and id = $2 \
                 union select unit.id from unit join below on unit.superior = below.id \
                 where unit.district = $1) \
               select id from below order by id";
    let rows = tx.rows(sql, params![tx.district(), top])?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// The unit of one kind that answers for a place: the one that covers the nearest place on the way
/// up. `None` where no such unit covers any.
pub fn covering_unit(
    tx: &mut Tx<'_>,
    place: &Place,
    kind: UnitKind,
) -> Result<Option<Unit>, Problem> {
    let sql = format!(
        "select {}, c.place as covered from unit_cover c \
         join unit u on u.district = c.district and u.id = c.unit \
         where c.place in ({NINE}) and c.district = $10 and u.kind = $11 and u.closed_at is null \
         order by u.code",
        rows::UNIT
    );
    let up = way_up(&place.path);
    let mut params = around(tx, &up);
    params.push(Param::Text(kind.code()));
    nearest(tx, &sql, &params, &up).map(|found| found.into_iter().next())
}

/// Where a new appeal goes: to the community of its place, and to the platform office when the
/// place is unknown or no community covers it.
pub fn receiving_unit(
    tx: &mut Tx<'_>,
    district: i64,
    place: Option<&Place>,
) -> Result<Unit, Problem> {
    let community =
        place.map(|place| covering_unit(tx, place, UnitKind::Community)).transpose()?.flatten();
    community.map_or_else(|| platform_office(tx, district), Ok)
}

/// Whether a unit's duty list (职责清单) has a matter, itself, by its group or by its branch.
pub fn duty_list_has(tx: &mut Tx<'_>, unit: UnitId, matter: &OnLists) -> Result<bool, Problem> {
    let OnLists([leaf, group, branch]) = matter;
    let sql = "select unit from unit_duty \
    where district = $1 and unit = $2 and category in ($3, $4, $5) limit 1";
    Ok(tx.row(sql, params![tx.district(), unit, leaf, group, branch])?.is_some())
}

/// The units whose duty list has a matter and that cover a place, nearest first; without a place,
/// all of them in the district.
pub fn who_has(
    tx: &mut Tx<'_>,
    district: i64,
    matter: &OnLists,
    place: Option<&Place>,
) -> Result<Vec<Unit>, Problem> {
    let Some(place) = place else { return all_who_have(tx, district, matter) };
    let sql = format!(
        "select {}, c.place as covered from unit_cover c \
         join unit u on u.district = c.district and u.id = c.unit \
         join unit_duty d on d.district = u.district and d.unit = u.id \
         where c.place in ({NINE}) and c.district = $10 and u.closed_at is null \
         and d.category in ($11, $12, $13) order by u.code",
        rows::UNIT
    );
    let up = way_up(&place.path);
    let mut params = around(tx, &up);
    params.extend(matter.0.iter().map(|code| Param::Text(code)));
    nearest(tx, &sql, &params, &up)
}

fn all_who_have(tx: &mut Tx<'_>, district: i64, matter: &OnLists) -> Result<Vec<Unit>, Problem> {
    let OnLists([leaf, group, branch]) = matter;
    let sql = format!(
        "select distinct {} from unit u join unit_duty d on d.district = u.district and d.unit = u.id \
         where u.district = $1 and d.category in ($2, $3, $4) and u.closed_at is null order by u.code",
        rows::UNIT
    );
    let found = tx.rows(&sql, params![district, leaf, group, branch])?;
    Ok(rows::each(&found, rows::unit)?)
}

/// Places of a path and above, as the first nine parameters of a query: there are nine levels.
const NINE: &str = "$1, $2, $3, $4, $5, $6, $7, $8, $9";

/// The nine places and, tenth, the district.
fn around(tx: &Tx<'_>, up: &[PlaceId; 9]) -> Vec<Param<'static>> {
    let places = up.iter().map(|place| place.value());
    places.chain([tx.district()]).map(Param::Int).collect()
}

/// The rows of a path and of those above it, nearest first, the last repeated to nine.
fn way_up(path: &PlacePath) -> [PlaceId; 9] {
    let mut up = path.upwards().map(|path| path.id());
    let mut last = path.id();
    std::array::from_fn(|_| {
        last = up.next().unwrap_or(last);
        last
    })
}

/// The units of a query, each once, those that cover the nearest place first.
fn nearest(
    tx: &mut Tx<'_>,
    sql: &str,
    params: &[Param<'_>],
    up: &[PlaceId],
) -> Result<Vec<Unit>, Problem> {
    let mut found = Vec::new();
    for row in tx.rows(sql, params)? {
        let covered: PlaceId = row.get("covered")?;
        let steps = up.iter().position(|place| *place == covered).unwrap_or(up.len());
        found.push((steps, rows::unit(&row)?));
    }
    found.sort_by_key(|(steps, _)| *steps);
    let mut units: Vec<Unit> = Vec::new();
    for (_, unit) in found {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    Ok(units)
}

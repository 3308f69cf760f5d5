use sm3::{Digest, Sm3};
use xianban_kernel::{GridId, Moment, PlaceId, Problem};
use xianban_store::{Param, Tx, params};

use super::code::draw_code;
use super::{CodePurpose, GridMember, Layout, Place, PlaceKind};

/// What laying a district added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// Places that were not there before.
    pub places: u64,
    /// Units that were not there before.
    pub units: u64,
    /// Grids that were not there before.
    pub grids: u64,
}

/// Lays a district: adds what is not there yet and leaves alone what is, so that changes made since
/// are kept and laying twice adds nothing. The same layout a second time costs one query.
pub fn lay(tx: &mut Tx<'_>, layout: &Layout, at: Moment) -> Result<Laid, Problem> {
    let digest = digest(layout);
    let sql = "insert into district_laid (district, digest, laid_at) values ($1, $2, $3) \
               on conflict (district, digest) do nothing";
    if tx.execute(sql, params![layout.district, digest, at])? == 0 {
        return Ok(Laid::default());
    }
    let units = lay_units(tx, layout)?;
    let grids = lay_grids(tx, layout)?;
    let places = lay_places(tx, layout)?;
    lay_codes_of(tx, &layout.places, at)?;
    Ok(Laid { places, units, grids })
}

fn lay_units(tx: &mut Tx<'_>, layout: &Layout) -> Result<u64, Problem> {
    let mut rows = Vec::new();
    for unit in &layout.units {
        let mut row = params![unit.id, unit.code].to_vec();
        row.push(Param::Text(unit.kind.code()));
        row.extend(params![unit.name, unit.superior, unit.phone, unit.closed_at]);
        rows.push(row);
    }
    let columns = "unit (id, code, kind, name, superior, phone, closed_at)";
    let added = insert(tx, columns, &rows)?;
    let rows: Vec<_> =
        layout.duties.iter().map(|(unit, duty)| params![*unit, *duty].to_vec()).collect();
    insert(tx, "unit_duty (unit, category)", &rows)?;
    let rows: Vec<_> =
        layout.covers.iter().map(|(place, unit)| params![*place, *unit].to_vec()).collect();
    insert(tx, "unit_cover (place, unit)", &rows)?;
    Ok(added)
}

fn lay_grids(tx: &mut Tx<'_>, layout: &Layout) -> Result<u64, Problem> {
    let mut rows = Vec::new();
    for grid in &layout.grids {
        let mut row = params![grid.id, grid.community, grid.code].to_vec();
        row.extend(params![grid.name, grid.unit, grid.closed_at]);
        rows.push(row);
    }
    let columns = "grid (id, community, code, name, unit, closed_at)";
    let added = insert(tx, columns, &rows)?;
    let rows = team_rows(layout.teams.iter().map(|(grid, member)| (*grid, member)));
    insert(tx, "grid_member (grid, seq, role, name, phone)", &rows)?;
    Ok(added)
}

/// The rows of teams; the members of a grid stand together.
fn team_rows<'a>(teams: impl Iterator<Item = (GridId, &'a GridMember)>) -> Vec<Vec<Param<'a>>> {
    let (mut rows, mut seq, mut of) = (Vec::new(), 0, None);
    for (grid, member) in teams {
        seq = if of == Some(grid) { seq + 1 } else { 1 };
        of = Some(grid);
        let mut row = vec![Param::Int(grid.value()), Param::Int(seq)];
        row.push(Param::Text(member.role.code()));
        row.extend([&member.name, &member.phone].map(|text| Param::Text(text)));
        rows.push(row);
    }
    rows
}

fn lay_places(tx: &mut Tx<'_>, layout: &Layout) -> Result<u64, Problem> {
    let rows: Vec<_> = layout.places.iter().map(place_row).collect();
    let columns = "place (id, kind, path, name, address, nature, grid, closed_at, \
                   parent, street, community, estate, building)";
    insert(tx, columns, &rows)
}

pub(super) fn place_row(place: &Place) -> Vec<Param<'_>> {
    let parent = place.path.parent().map(|path| path.id());
    let at = |kind| place.at(kind);
    let mut row = vec![Param::Int(place.id.value())];
    row.push(Param::Text(place.kind().code()));
    row.extend([place.path.as_str(), &place.name, &place.address].map(Param::Text));
    row.push(place.nature.map_or(Param::Null, |nature| Param::Text(nature.code())));
    row.push(place.grid.map_or(Param::Null, |grid| Param::Int(grid.value())));
    row.push(place.closed_at.map_or(Param::Null, |at| Param::Int(at.millis())));
    row.push(id_or_null(parent));
    row.push(id_or_null(at(PlaceKind::Street)));
    row.push(id_or_null(at(PlaceKind::Community)));
    row.push(id_or_null(at(PlaceKind::Estate)));
    row.push(id_or_null(at(PlaceKind::Building)));
    row
}

fn id_or_null(id: Option<PlaceId>) -> Param<'static> {
    id.map_or(Param::Null, |id| Param::Int(id.value()))
}

/// One code for each estate, building and entrance, so that printing is only reading.
pub(super) fn lay_codes_of(tx: &mut Tx<'_>, places: &[Place], at: Moment) -> Result<(), Problem> {
    let walls = [PlaceKind::Estate, PlaceKind::Building, PlaceKind::Entrance];
    let walled = places.iter().filter(|place| walls.contains(&place.kind()));
    let codes: Vec<_> = walled.map(|place| (draw_code(tx.draw()), place.id)).collect();
    let purpose = CodePurpose::File.code();
    let mut rows = Vec::new();
    for (code, place) in &codes {
        let mut row = params![*code, *place, purpose, at].to_vec();
        row.push(Param::Int(0));
        rows.push(row);
    }
    insert(tx, "place_code (code, place, purpose, created_at, scans)", &rows)?;
    Ok(())
}

/// Inserts many rows of one shape into `columns`, such as `grid (id, code)`, some dozens a statement, each
/// with the district before it; answers how many were new.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    columns: &str,
    rows: &[Vec<Param<'_>>],
) -> Result<u64, Problem> {
    const ROWS: usize = 64;
    let (district, columns) = (Param::Int(tx.district()), columns.replacen('(', "(district, ", 1));
    let rows: Vec<_> =
        rows.iter().map(|row| [std::slice::from_ref(&district), &**row].concat()).collect();
    let mut added = 0;
    for chunk in rows.chunks(ROWS) {
        let mut n = 0;
        let mut next = || {
            n += 1;
            format!("${n}")
        };
        let tuple = |row: &Vec<Param<'_>>| {
            let marks: Vec<_> = row.iter().map(|_| next()).collect();
            format!("({})", marks.join(", "))
        };
        let values = chunk.iter().map(tuple).collect::<Vec<_>>().join(", ");
        let sql = format!("insert into {columns} values {values} on conflict do nothing");
        added += tx.execute(&sql, &chunk.concat())?;
    }
    Ok(added)
}

/// What a layout says, as one number: the same file is not laid twice.
fn digest(layout: &Layout) -> String {
    hex::encode(Sm3::digest(format!("{layout:?}")))
}

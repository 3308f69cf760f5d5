//! Rows to nouns. Loading is total: a row that is no such noun is an error, never a default.

use xianban_store::{Error, FromValue, Result, Row, Value};

use super::{
    EstateNature, Grid, GridMember, GridRole, Place, PlaceKind, PlacePath, Unit, UnitKind,
};

/// Reads coded words straight from their columns.
macro_rules! read_coded {
    ($($word:ty),+) => {$(
        impl FromValue for $word {
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Text(code) = value { Self::from_code(code) } else { None }
            }
        }
    )+};
}

read_coded!(UnitKind, PlaceKind, EstateNature, GridRole);

/// What [`place`] needs, in a select from `place p`.
pub(super) const PLACE: &str =
    "p.id, p.kind, p.path, p.name, p.address, p.nature, p.grid, p.closed_at";

/// What [`unit()`] needs, in a select from `unit u`.
pub(super) const UNIT: &str =
    "u.id, u.district, u.code, u.kind, u.name, u.superior, u.phone, u.closed_at";

/// What [`grid`] needs, in a select from `grid g`.
pub(super) const GRID: &str = "g.id, g.community, g.code, g.name, g.unit, g.closed_at";

pub(super) fn place(row: &Row) -> Result<Place> {
    let text: String = row.get("path")?;
    let path = PlacePath::parse(&text)
        .ok_or_else(|| Error::inconsistent("place", &text, "no path of a place"))?;
    if row.get::<PlaceKind>("kind")? != path.kind() {
        return Err(Error::inconsistent("place", &text, "its kind is not that of its path"));
    }
    Ok(Place {
        id: row.get("id")?,
        path,
        name: row.get("name")?,
        address: row.get("address")?,
        nature: row.get("nature")?,
        grid: row.get("grid")?,
        closed_at: row.get("closed_at")?,
    })
}

pub(super) fn unit(row: &Row) -> Result<Unit> {
    Ok(Unit {
        id: row.get("id")?,
        district: row.get("district")?,
        code: row.get("code")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        superior: row.get("superior")?,
        phone: row.get("phone")?,
        closed_at: row.get("closed_at")?,
    })
}

pub(super) fn grid(row: &Row) -> Result<Grid> {
    Ok(Grid {
        id: row.get("id")?,
        community: row.get("community")?,
        code: row.get("code")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        closed_at: row.get("closed_at")?,
    })
}

pub(super) fn member(row: &Row) -> Result<GridMember> {
    Ok(GridMember { role: row.get("role")?, name: row.get("name")?, phone: row.get("phone")? })
}

/// All rows as nouns.
pub(super) fn each<T>(rows: &[Row], read: impl Fn(&Row) -> Result<T>) -> Result<Vec<T>> {
    rows.iter().map(read).collect()
}

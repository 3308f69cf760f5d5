use serde_json::Value;
use xianban_kernel::{Datum, Problem};
use xianban_store::{Tx, params};

use super::{Outline, Traced};
use crate::organisation::PlacePath;
use crate::organisation::path::unit_id;

/// Writes the outline of a place or grid; `None` takes it away.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    district: i64,
    traced: &Traced,
    geometry: Option<&str>,
) -> Result<(), Problem> {
    tx.execute(
        "insert into outline (id, district, kind, edition, geometry) values ($1, $2, $3, \
         (select coalesce(max(edition), 0) + 1 from outline where district = $2), $4) \
         on conflict (district, id) do update set edition = excluded.edition, geometry = excluded.geometry",
        params![traced.id(), district, traced.kind(), geometry.unwrap_or_default()],
    )?;
    Ok(())
}

/// Lays the outlines of a demo district where none is known yet, from a file as it is imported.
pub fn lay_outlines(tx: &mut Tx<'_>, district: i64, geojson: &str) -> Result<(), Problem> {
    let known = tx.row("select id from outline where district = $1 limit 1", params![district])?;
    if known.is_some() {
        return Ok(());
    }
    let unfit = |why: String| Problem::broken(format!("the outlines of the demo: {why}"));
    let whole: Value = serde_json::from_str(geojson).map_err(|error| unfit(error.to_string()))?;
    for feature in whole.get("features").and_then(Value::as_array).into_iter().flatten() {
        let text = |name| feature.pointer(&format!("/properties/{name}")).and_then(Value::as_str);
        let place = text("place").and_then(PlacePath::parse).map(Traced::Place);
        let traced = match (place, text("grid")) {
            (Some(place), _) => Some(place),
            (None, Some(code)) => {
                let team = unit_id(district, code);
                let row = tx.row(
                    "select id from grid where district = $1 and unit = $2",
                    params![tx.district(), team],
                )?;
                let grid = row.map(|row| row.get("id")).transpose()?;
                grid.map(Traced::Grid)
            }
            (None, None) => None,
        };
        let traced = traced.ok_or_else(|| unfit("a feature is of nothing known".to_owned()))?;
        let geometry = feature.get("geometry").map(Value::to_string).unwrap_or_default();
        let outline = Outline::parse(&geometry, Datum::Wgs84);
        let outline = outline.map_err(|why| unfit(format!("{traced:?}: {why}")))?;
        put(tx, district, &traced, Some(&outline.geometry()))?;
    }
    Ok(())
}

use crate::organisation::Right;
use serde_json::{Value, json};
use xianban_kernel::Problem;
use xianban_store::params;

use super::{Atlas, Outline, Traced};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{Grid, Place, PlaceKind, children, grid, grids_of, place};

/// An outline with what it is of, for a drawing.
#[derive(Clone, Debug)]
pub struct Edge {
    /// What it is of.
    pub traced: Traced,
    /// What that is called.
    pub name: String,
    /// The outline.
    pub outline: Outline,
    /// Whether the drawing is about it.
    pub own: bool,
}

impl Edge {
    fn of_place(atlas: &Atlas, place: &Place, own: bool) -> Option<Self> {
        let outline = atlas.of_place(place.id)?.clone();
        Some(Self {
            traced: Traced::Place(place.path.clone()),
            name: place.name.clone(),
            outline,
            own,
        })
    }

    fn of_grid(atlas: &Atlas, grid: &Grid, own: bool) -> Option<Self> {
        let outline = atlas.of_grid(grid.id)?.clone();
        Some(Self { traced: Traced::Grid(grid.id), name: grid.name.clone(), outline, own })
    }
}

/// What a drawing of this shows: the place with what lies directly in it, or the grid among the
/// grids of its community. Empty when nothing of it was drawn.
pub fn edges_of(work: &mut Work<'_, '_>, of: &Traced) -> Result<Vec<Edge>, Problem> {
    let atlas = work.office.atlas();
    match of {
        Traced::Grid(id) => {
            let own = grid(work.tx, *id)?;
            let all = grids_of(work.tx, own.community)?;
            let edges =
                all.iter().filter_map(|grid| Edge::of_grid(&atlas, grid, grid.id == own.id));
            Ok(edges.collect())
        }
        Traced::Place(path) => {
            let Some((found, _)) = atlas.around(path) else { return Ok(Vec::new()) };
            // A building is shown in its estate.
            let wide =
                found.at(PlaceKind::Estate).filter(|path| atlas.of_place(path.id()).is_some());
            let ground = place(work.tx, wide.as_ref().unwrap_or(&found).id())?;
            let mut edges: Vec<_> =
                Edge::of_place(&atlas, &ground, ground.path == *path).into_iter().collect();
            for one in children(work.tx, ground.id)? {
                edges.extend(Edge::of_place(&atlas, &one, one.path.covers(path)));
            }
            Ok(edges)
        }
    }
}

/// All outlines as one GeoJSON text, which can be imported again.
pub fn export(work: &mut Work<'_, '_>) -> Result<String, Problem> {
    require(work, Right::ManageOrganisation)?;
    let district = work.office.district;
    let atlas = Atlas::load(work.tx, district)?;
    let mut features = Vec::new();
    for (traced, outline) in atlas.pieces() {
        let geometry: Value = serde_json::from_str(&outline.geometry())
            .map_err(|error| Problem::broken(error.to_string()))?;
        let (key, code, name) = named(work, traced)?;
        let properties = json!({ key: code, "name": name });
        features.push(json!({ "type": "Feature", "properties": properties, "geometry": geometry }));
    }
    let whole = json!({ "type": "FeatureCollection", "features": features });
    serde_json::to_string(&whole).map_err(|error| Problem::broken(error.to_string()))
}

/// The column that names it in an import, its code there, and what it is called.
fn named(
    work: &mut Work<'_, '_>,
    traced: &Traced,
) -> Result<(&'static str, String, String), Problem> {
    match traced {
        Traced::Place(path) => Ok(("place", path.to_string(), place(work.tx, path.id())?.name)),
        Traced::Grid(id) => {
            let sql = "select u.code, g.name from grid g join unit u on u.district = g.district \
            and u.id = g.unit where g.district = $1 and g.id = $2";
            let row =
                work.tx.row(sql, params![work.tx.district(), id])?.ok_or(Problem::NotFound)?;
            Ok(("grid", row.get("code")?, row.get("name")?))
        }
    }
}

//! Where places and grids lie on the ground: an [`Outline`] each, drawn by whoever surveys the
//! district, brought in as GeoJSON with the other tables, and read into an [`Atlas`] that finds a
//! point in memory.
//!
//! Points are decided by outlines, addresses by addresses: who names a building is believed, also
//! when his telephone says otherwise; the difference is shown to whoever takes the matter on.

mod atlas;
mod edges;
mod outline;
mod sheet;

pub use atlas::{Atlas, Edition, Found, Traced};
pub use edges::{Edge, edges_of, export};
pub use outline::{Outline, is_in_the_country};
pub use sheet::lay_outlines;
pub(super) use sheet::put;

use xianban_kernel::{Problem, Wgs84};

use super::{Grid, Place, PlaceKind, find_place, grid};
use crate::office::Work;

/// What lies at a point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// The lowest open place whose outline holds it.
    pub place: Option<Place>,
    /// The grid in use whose outline holds it.
    pub grid: Option<Grid>,
}

/// What lies at a point that is good to so many metres. A rough point names no building, a very
/// rough one no estate; above the community nothing is named.
pub fn located(
    work: &mut Work<'_, '_>,
    point: Wgs84,
    accuracy: Option<u32>,
) -> Result<Located, Problem> {
    let lowest = match accuracy.unwrap_or(0) {
        0..=50 => PlaceKind::Building,
        51..=300 => PlaceKind::Estate,
        _ => PlaceKind::Community,
    };
    let atlas = work.office.atlas();
    let found = atlas.at(point);
    let mut located = Located::default();
    let fine = found.places.iter().filter(|path| path.kind() <= lowest);
    for path in fine.filter(|path| path.kind() >= PlaceKind::Community) {
        let place = find_place(work.tx, path.id())?;
        located.place = place.filter(|place| place.open_at(work.cx.at));
        if located.place.is_some() {
            break;
        }
    }
    if lowest >= PlaceKind::Estate
        && let Some(id) = found.grid
    {
        located.grid = Some(grid(work.tx, id)?).filter(|grid| grid.closed_at.is_none());
    }
    Ok(located)
}

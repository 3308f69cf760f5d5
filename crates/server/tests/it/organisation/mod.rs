//! Places, units, grids and codes in the database.

mod codes;
mod import;
mod lay;
mod places;
mod units;

use xianban_domain::organisation::{DEMO, DistrictData, Layout, Place, PlacePath, place_by_path};
use xianban_kernel::{Moment, PlaceId, Problem, Seed};
use xianban_store::Tx;

/// The demo's district.
const LAOSHAN: i64 = 370_212;

/// The demo's community.
const COMMUNITY: &str = "37/3702/370212/370212001/370212001901";

/// When these tests happen.
const NOW: Moment = Moment::from_millis(1_795_000_000_000);

fn demo() -> Layout {
    Layout::of(&DistrictData::parse(DEMO).unwrap()).unwrap()
}

/// Asks something of a database on which the demo district is laid, on each engine.
fn in_the_demo(ask: impl Fn(&mut Tx<'_>) -> Result<(), Problem> + Copy + Send + 'static) {
    xianban_testkit::in_the_demo(|db| db.write_blocking(Seed::fixed(2), ask).unwrap());
}

/// The path of a place of the demo's community by its end; of the community itself by "".
fn path(end: &str) -> PlacePath {
    let path = if end.is_empty() { COMMUNITY.to_owned() } else { format!("{COMMUNITY}/{end}") };
    PlacePath::parse(&path).unwrap()
}

/// The row of such a place.
fn id(end: &str) -> PlaceId {
    path(end).id()
}

/// Such a place as the database holds it.
fn at(tx: &mut Tx<'_>, end: &str) -> Result<Place, Problem> {
    Ok(place_by_path(tx, &path(end))?.expect("the place is laid"))
}

//! Places, units, grids and codes in the database.

mod codes;
mod ground;
mod import;
mod lay;
mod places;
mod sheets;
mod units;

use std::collections::BTreeMap;

use xianban_domain::identity::{Password, PasswordHash, Username};
use xianban_domain::organisation::{
    Brought, DEMO, DistrictData, ImportPlan, Layout, Place, PlacePath, Records, carry,
    place_by_path, plan_import,
};
use xianban_kernel::{Moment, PlaceId, Problem, Seed};
use xianban_store::Tx;
use xianban_testkit::visits::House;

/// The demo's district.
const LAOSHAN: i64 = 370_212;

/// The demo's community.
const COMMUNITY: &str = "37/3702/370212/370212001/370212001901";

/// A community that is not there yet.
const HAIKOU: &str = "37/3702/370212/370212001/370212001902";

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

fn in_the_house(story: impl Fn(&House)) {
    xianban_testkit::in_the_demo(|db| story(&House::open(db)));
}

fn csv(name: &str, text: &str) -> Brought {
    Brought { name: name.to_owned(), bytes: text.replace("COMMUNITY", HAIKOU).into_bytes() }
}

/// The plan for these files, or everything that does not fit.
fn planned(house: &House, files: &[Brought]) -> Result<ImportPlan, Vec<String>> {
    let said = |misfits: Vec<_>| misfits.iter().map(ToString::to_string).collect::<Vec<_>>();
    let records = Records::read(files).map_err(said)?;
    house.does(move |work| plan_import(work, &records)).map_err(said)
}

fn lands(house: &House, files: &[Brought]) -> ImportPlan {
    let done = planned(house, files).unwrap();
    let passwords: BTreeMap<_, _> =
        done.accounts.iter().map(|name| (name.clone(), hash())).collect();
    let changes = done.changes.clone();
    house.does(move |work| carry(work, &changes, &passwords));
    done
}

fn hash() -> PasswordHash {
    let nobody: Username = "nobody".parse().unwrap();
    Password::new("tide-and-lantern", &nobody).unwrap().hash(&mut Seed::fixed(1).draw()).unwrap()
}

//! Where things are and who is there: the tree of places, the tree of units, the grids, and the
//! codes on the walls.
//!
//! Places and units are apart: a unit covers places and has a duty list, a place knows no unit.
//! Both come from a [`DistrictData`] file, are worked out into a [`Layout`] without a database, and
//! are laid by [`lay()`], which only ever adds. Who holds a seat at a unit is identity's business, what
//! a unit is to do about an appeal is the appeals' business.

mod change;
mod closing;
mod at_unit;
mod code;
mod data;
mod grids;
mod grid;
mod ground;
mod import;
mod lay;
mod layout;
mod overview;
mod path;
mod people;
mod place;
mod places;
mod right;
mod rows;
mod sheet;
mod unit;
mod units;

pub use at_unit::AtUnit;
pub use change::{Change, carry};
pub use closing::{Belongings, belongings, close_place, close_unit, succession};
pub use code::{
    CodePurpose, PlaceCode, UNKNOWN_CODE, code_for, codes_of_estate, place_by_code, scanned,
    unknown_code,
};
pub use data::{
    BuildingRun, DistrictData, EstateEntry, GridEntry, MemberEntry, PlaceEntry, StaffEntry,
    UnitEntry,
};
pub use grid::{Grid, GridMember, GridRole};
pub use grids::{grid, grid_of, grids_of};
pub(crate) use grids::{laid_members, laid_members_of};
pub use ground::{
    Atlas, Edge, Edition, Found, Located, Outline, Traced, edges_of, export, is_in_the_country,
    lay_outlines, located,
};
pub use import::{
    Brought, ImportPlan, Misfit, NAME_MOST, Planned, Records, Seen, Spot, Table, Tally, amend,
    import, plan_import,
};
pub use lay::{Laid, lay};
pub use layout::Layout;
pub use overview::{
    Branch, Colleague, GridSheet, PlaceSheet, UnitSheet, grid_sheet, place_sheet, tree, unit_sheet,
};
pub(crate) use path::district_path;
pub use path::{PlaceKind, PlacePath};
pub use people::{
    Deed, Done, Person, Waits, agree, appoint, decline, dismiss, engage, latest_changes, person,
    rename, renew_password, treat_account,
};
pub use place::{EstateNature, Place};
pub use places::{
    ancestors, children, find_place, households_below, lie_within, open_place, place,
    place_by_path, places_named, places_of,
};
pub use right::Right;
pub use sheet::{SheetCode, estates_to_print, sheet};
pub use unit::{Unit, UnitKind};
pub use units::{
    UnitNames, covering_unit, duty_list_has, first_community, platform_office, receiving_unit,
    superior, unit, unit_by_code, units_below, units_of, who_has,
};

/// The demo district: the article's community, and around it what the article does not name.
pub const DEMO: &str = include_str!("../../data/demo-district.toml");
/// Its outlines, invented but for where the community lies.
pub const DEMO_OUTLINES: &str = include_str!("../../data/demo-outlines.geojson");

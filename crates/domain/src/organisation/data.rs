use serde::Deserialize;

use super::{EstateNature, GridRole, PlacePath, UnitKind};

/// What an operator writes down about a district, as a TOML file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DistrictData {
    /// The six-digit county code.
    pub district: i64,
    /// Invented data: grids without a written team get one of invented members, and accounts may
    /// be made for `staff`.
    #[serde(default)]
    pub demo: bool,
    /// Places from the province down to the communities.
    pub places: Vec<PlaceEntry>,
    /// The estates with their buildings.
    #[serde(default)]
    pub estates: Vec<EstateEntry>,
    /// All units but the grid teams.
    pub units: Vec<UnitEntry>,
    /// The grids; each becomes a unit of its own.
    #[serde(default)]
    pub grids: Vec<GridEntry>,
    /// The duty list that every grid team has.
    #[serde(default)]
    pub grid_duties: Vec<String>,
    /// What every property company has on its duty list.
    #[serde(default)]
    pub company_duties: Vec<String>,
    /// Accounts to make in a demo.
    #[serde(default)]
    pub staff: Vec<StaffEntry>,
}

/// A place above the estates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// Its path.
    pub path: PlacePath,
    /// Its name.
    pub name: String,
}

/// An estate and what stands in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EstateEntry {
    /// Its path, one below a community's.
    pub path: PlacePath,
    /// Its name.
    pub name: String,
    /// What sort of estate it is.
    pub nature: EstateNature,
    /// The code of the property company that looks after it; none where nobody does.
    #[serde(default)]
    pub company: Option<String>,
    /// Its buildings, alike ones together.
    pub buildings: Vec<BuildingRun>,
}

/// Buildings of one shape with consecutive numbers, all in one grid.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuildingRun {
    /// The first number.
    pub from: u32,
    /// The last number.
    pub to: u32,
    /// Entrances (单元) of each building.
    pub entrances: u32,
    /// Storeys of each entrance.
    pub floors: u32,
    /// Flats on each storey; flat 2 on storey 5 is 502.
    pub doors: u32,
    /// The code of their grid.
    pub grid: String,
}

/// A unit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    /// Its stable name within the district.
    pub code: String,
    /// What sort it is.
    pub kind: UnitKind,
    /// As shown.
    pub name: String,
    /// The code of the unit above.
    #[serde(default)]
    pub superior: Option<String>,
    /// The phone people may ring.
    #[serde(default)]
    pub phone: String,
    /// The places it answers for.
    #[serde(default)]
    pub covers: Vec<PlacePath>,
    /// Its duty list (职责清单): codes of matters, of groups or of whole branches.
    #[serde(default)]
    pub duties: Vec<String>,
}

/// A grid.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridEntry {
    /// The community it lies in.
    pub community: PlacePath,
    /// Its number there, two digits.
    pub code: String,
    /// As shown.
    pub name: String,
    /// The code of the community's unit.
    pub superior: String,
    /// The number residents may ring.
    #[serde(default)]
    pub phone: String,
    /// The eight, when they are written down.
    #[serde(default)]
    pub team: Vec<MemberEntry>,
}

/// One of a grid's eight.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberEntry {
    /// As what.
    pub role: GridRole,
    /// Who.
    pub name: String,
    /// The number residents may ring.
    #[serde(default)]
    pub phone: String,
}

/// An account of the demo.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffEntry {
    /// What to log in with.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// The code of the unit.
    pub unit: String,
    /// The code of the role there.
    pub role: String,
}

impl DistrictData {
    /// Reads a district's file.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

impl GridEntry {
    /// The code of its team as a unit: that of the community's unit with the grid's number.
    pub fn unit_code(&self) -> String {
        format!("{}-g{}", self.superior, self.code)
    }
}

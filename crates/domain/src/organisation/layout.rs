use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::{GridId, PlaceId, UnitId};

use super::data::{BuildingRun, DistrictData, EstateEntry, GridEntry};
use super::path::{grid_id, unit_id};
use super::{Grid, GridMember, GridRole, Place, PlaceKind, PlacePath, Unit, UnitKind};

/// A district worked out to rows: every building, entrance and household, with the same ids on
/// every machine.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The six-digit county code.
    pub district: i64,
    /// All places, parents before children.
    pub places: Vec<Place>,
    /// All units, grid teams included.
    pub units: Vec<Unit>,
    /// Which unit covers which place.
    pub covers: Vec<(PlaceId, UnitId)>,
    /// Which unit has which matter, or branch, on its duty list.
    pub duties: Vec<(UnitId, String)>,
    /// All grids.
    pub grids: Vec<Grid>,
    /// Their teams.
    pub teams: Vec<(GridId, GridMember)>,
}

impl Layout {
    /// Works a district out. The error lists every fault of the file, one a line.
    pub fn of(data: &DistrictData) -> Result<Self, String> {
        let mut plan = Plan { data, layout: Self::default(), faults: Vec::new() };
        plan.layout.district = data.district;
        plan.lay_units();
        plan.lay_grids();
        plan.lay_places();
        plan.lay_estates();
        plan.check();
        if plan.faults.is_empty() { Ok(plan.layout) } else { Err(plan.faults.join("\n")) }
    }

    /// How many places of a kind there are.
    pub fn count(&self, kind: PlaceKind) -> usize {
        self.places.iter().filter(|place| place.kind() == kind).count()
    }

    /// Households of each grid.
    pub fn households_by_grid(&self) -> BTreeMap<GridId, usize> {
        let mut count = BTreeMap::new();
        let homes = self.places.iter().filter(|place| place.kind() == PlaceKind::Household);
        for grid in homes.filter_map(|home| home.grid) {
            *count.entry(grid).or_insert(0) += 1;
        }
        count
    }
}

struct Plan<'a> {
    data: &'a DistrictData,
    layout: Layout,
    faults: Vec<String>,
}

impl Plan<'_> {
    fn lay_units(&mut self) {
        let district = self.data.district;
        for entry in &self.data.units {
            let id = unit_id(district, &entry.code);
            self.layout.units.push(Unit {
                id,
                district,
                code: entry.code.clone(),
                kind: entry.kind,
                name: entry.name.clone(),
                superior: entry.superior.as_ref().map(|code| unit_id(district, code)),
                phone: entry.phone.clone(),
                closed_at: None,
            });
            self.layout.covers.extend(entry.covers.iter().map(|path| (path.id(), id)));
            let company = entry.kind == UnitKind::PropertyCompany;
            let shared = self.data.company_duties.iter().filter(|_| company);
            let duties = entry.duties.iter().chain(shared);
            self.layout.duties.extend(duties.map(|duty| (id, duty.clone())));
        }
    }

    fn lay_grids(&mut self) {
        let district = self.data.district;
        for entry in &self.data.grids {
            let unit = unit_id(district, &entry.unit_code());
            let grid = grid_id(&entry.community, &entry.code);
            self.layout.units.push(Unit {
                id: unit,
                district,
                code: entry.unit_code(),
                kind: UnitKind::GridTeam,
                name: entry.name.clone(),
                superior: Some(unit_id(district, &entry.superior)),
                phone: entry.phone.clone(),
                closed_at: None,
            });
            self.layout.grids.push(Grid {
                id: grid,
                community: entry.community.id(),
                code: entry.code.clone(),
                name: entry.name.clone(),
                unit,
                closed_at: None,
            });
            let duties = self.data.grid_duties.iter().map(|duty| (unit, duty.clone()));
            self.layout.duties.extend(duties);
            let team = team_of(entry, self.data.demo);
            self.layout.teams.extend(team.into_iter().map(|member| (grid, member)));
        }
    }

    fn lay_places(&mut self) {
        for entry in &self.data.places {
            if entry.path.kind() > PlaceKind::Community {
                self.faults.push(format!("{} belongs under estates", entry.path));
            }
            let (path, name) = (entry.path.clone(), entry.name.clone());
            self.layout.places.push(standing(path, name.clone(), name, None));
        }
    }

    fn lay_estates(&mut self) {
        for estate in &self.data.estates {
            if estate.path.kind() != PlaceKind::Estate {
                self.faults.push(format!("{} is no path of an estate", estate.path));
                continue;
            }
            let name = estate.name.clone();
            let mut place = standing(estate.path.clone(), name.clone(), name, None);
            place.nature = Some(estate.nature);
            if let Some(company) = &estate.company {
                self.layout.covers.push((place.id, unit_id(self.data.district, company)));
            }
            self.layout.places.push(place);
            for run in &estate.buildings {
                self.lay_run(estate, run);
            }
        }
    }

    fn lay_run(&mut self, estate: &EstateEntry, run: &BuildingRun) {
        let grid = self
            .data
            .grids
            .iter()
            .find(|grid| grid.code == run.grid && grid.community.covers(&estate.path));
        let Some(grid) = grid else {
            let buildings = format!("{} {}-{}", estate.name, run.from, run.to);
            self.faults.push(format!("{buildings} lie in no grid {} of their community", run.grid));
            return;
        };
        let team = unit_id(self.data.district, &grid.unit_code());
        let grid = grid_id(&grid.community, &grid.code);
        for number in run.from..=run.to {
            let name = format!("{number}号楼");
            let Some(path) = estate.path.below(&number.to_string()) else { continue };
            let building = standing(path, name.clone(), estate.name.clone() + &name, Some(grid));
            self.layout.covers.push((building.id, team));
            let entrances = (1..=run.entrances).filter_map(|entrance| {
                below(&building, &entrance.to_string(), &format!("{entrance}单元"))
            });
            let entrances: Vec<_> = entrances.collect();
            self.layout.places.push(building);
            for entrance in entrances {
                self.lay_entrance(entrance, run);
            }
        }
    }

    fn lay_entrance(&mut self, entrance: Place, run: &BuildingRun) {
        let doors = (1..=run.floors)
            .flat_map(|floor| (1..=run.doors).map(move |door| format!("{}", floor * 100 + door)));
        let homes: Vec<_> = doors.filter_map(|door| below(&entrance, &door, &door)).collect();
        self.layout.places.push(entrance);
        self.layout.places.extend(homes);
    }

    fn check(&mut self) {
        let places: BTreeSet<_> = self.layout.places.iter().map(|place| place.id).collect();
        let units: BTreeSet<_> = self.layout.units.iter().map(|unit| unit.id).collect();
        let grids: BTreeSet<_> = self.layout.grids.iter().map(|grid| grid.id).collect();
        let twice = places.len() < self.layout.places.len()
            || units.len() < self.layout.units.len()
            || grids.len() < self.layout.grids.len();
        if twice {
            self.faults.push("a path or code is there twice".into());
        }
        for place in &self.layout.places {
            if place.path.parent().is_some_and(|parent| !places.contains(&parent.id())) {
                self.faults.push(format!("{} has no place above", place.path));
            }
            if ![0, self.layout.district].contains(&place.district()) {
                self.faults.push(format!("{} lies in another district", place.path));
            }
        }
        for unit in &self.layout.units {
            if unit.superior.is_some_and(|superior| !units.contains(&superior)) {
                self.faults.push(format!("unit {} has no unit above", unit.code));
            }
        }
        let lost =
            |(place, unit): &&(PlaceId, UnitId)| !places.contains(place) || !units.contains(unit);
        if self.layout.covers.iter().any(|cover| lost(&cover)) {
            self.faults.push("a cover names a place or unit that is not there".into());
        }
        let offices = self.layout.units.iter().filter(|unit| unit.kind == UnitKind::PlatformOffice);
        if offices.count() != 1 {
            self.faults.push("a district has exactly one platform office".into());
        }
    }
}

/// A place that stands.
fn standing(path: PlacePath, name: String, address: String, grid: Option<GridId>) -> Place {
    Place { id: path.id(), path, name, address, nature: None, grid, closed_at: None }
}

/// A place below another, in its grid, with its address continued.
fn below(above: &Place, code: &str, name: &str) -> Option<Place> {
    let path = above.path.below(code)?;
    Some(standing(path, name.to_owned(), format!("{}{name}", above.address), above.grid))
}

fn team_of(entry: &GridEntry, demo: bool) -> Vec<GridMember> {
    if entry.team.is_empty() && demo {
        let invented = |role: &GridRole| GridMember {
            role: *role,
            name: format!("演示-{}{}", role.name(), entry.code),
            phone: entry.phone.clone(),
        };
        return GridRole::ALL.iter().map(invented).collect();
    }
    let written = entry.team.iter().map(|member| GridMember {
        role: member.role,
        name: member.name.clone(),
        phone: member.phone.clone(),
    });
    written.collect()
}

#[cfg(test)]
mod tests {
    use crate::rooms::vocabulary;
    use xianban_kernel::Role;

    use super::super::{DEMO, EstateNature};
    use super::*;
    use crate::rules::{Rules, SHIPPED};

    fn demo() -> DistrictData {
        DistrictData::parse(DEMO).unwrap()
    }

    fn laid() -> Layout {
        Layout::of(&demo()).unwrap()
    }

    #[test]
    fn the_demo_is_the_article_s_community() {
        let layout = laid();
        assert_eq!(layout.count(PlaceKind::Street), 5);
        assert_eq!(layout.count(PlaceKind::Estate), 10);
        assert_eq!(layout.count(PlaceKind::Household), 7976);
        let of_kind = |kind| layout.units.iter().filter(|unit| unit.kind == kind).count();
        assert_eq!(of_kind(UnitKind::PropertyCompany), 7);
        let resettled = |place: &&Place| place.nature == Some(EstateNature::Resettlement);
        assert_eq!(layout.places.iter().filter(resettled).count(), 1);
    }

    #[test]
    fn one_entrance_of_the_first_phase_has_ninety_two_households() {
        let layout = laid();
        let entrance = layout.places.iter().find(|place| place.address == "春光山色一期2号楼1单元");
        let entrance = &entrance.unwrap().path;
        let homes =
            layout.places.iter().filter(|place| place.path.parent().as_ref() == Some(entrance));
        assert_eq!(homes.count(), 92);
    }

    #[test]
    fn each_grid_has_three_to_five_hundred_households_and_its_eight() {
        let layout = laid();
        assert_eq!(layout.households_by_grid().len(), 20);
        assert!(layout.households_by_grid().values().all(|homes| (300..=500).contains(homes)));
        for grid in &layout.grids {
            let team = layout.teams.iter().filter(|(of, _)| *of == grid.id);
            assert!(team.map(|(_, member)| member.role).eq(GridRole::ALL.iter().copied()));
        }
    }

    #[test]
    fn every_matter_has_a_unit_and_every_duty_list_names_matters() {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let listed: BTreeSet<_> = laid().duties.into_iter().map(|(_, duty)| duty).collect();
        for matter in rules.matters() {
            let owned = matter.on_lists();
            assert!(owned.0.iter().any(|code| listed.contains(code)), "{}", matter.code());
        }
        for code in listed {
            assert!(rules.can_be_listed(&code), "{code}");
        }
    }

    #[test]
    fn every_role_has_a_demo_account_at_a_unit_that_has_it() {
        let (rules, data, layout) = (Rules::parse(SHIPPED, vocabulary()).unwrap(), demo(), laid());
        for staff in &data.staff {
            let unit = layout.units.iter().find(|unit| unit.code == staff.unit).unwrap();
            let role = rules.role(&Role::new(&staff.role)).unwrap();
            assert!(role.units.contains(&unit.kind), "{}", staff.username);
            assert!(staff.name.starts_with("演示-"));
        }
        let held = |role: &str| data.staff.iter().filter(|staff| staff.role == role).count();
        assert!(rules.roles.iter().all(|role| held(role.code.code()) >= 1));
        assert_eq!(held("reviewer"), 2);
    }

    #[test]
    fn a_building_in_no_grid_and_a_unit_under_nobody_are_named() {
        let mut data = demo();
        data.estates[1].buildings[0].grid = "77".into();
        data.units[2].superior = Some("nobody".into());
        let faults = Layout::of(&data).unwrap_err();
        assert!(faults.contains("云岭花园（演示） 1-10 lie in no grid 77 of their community"));
        assert!(faults.contains("unit city_management has no unit above"));
    }

    #[test]
    fn a_building_in_two_grids_is_named() {
        let mut data = demo();
        data.estates[0].buildings[1].from = 5;
        assert_eq!(Layout::of(&data).unwrap_err(), "a path or code is there twice");
    }
}

use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::{PlaceId, Problem, StaffId, UnitId};
use xianban_store::{Param, params};

use super::lines::{Lines, PlaceLine};
use super::spoken::{concerned, spoken_of};
use super::table::Table;
use crate::identity::{posts_of, staff_by_username};
use crate::office::Work;
use crate::organisation::{Atlas, Grid, GridMember, Place, PlacePath, Unit, rows};
use crate::teams::{how_many, members_of};

/// What is there already, as far as lines speak of it.
pub(super) struct Standing {
    pub(super) district: i64,
    /// All units by code, closed ones too.
    pub(super) units: BTreeMap<String, Known>,
    /// All grids by the code of their team.
    pub(super) grids: BTreeMap<String, (Grid, Vec<GridMember>)>,
    /// The places the lines name, with those above.
    pub(super) places: BTreeMap<PlaceId, Place>,
    /// The accounts the lines name.
    pub(super) staff: BTreeMap<String, Account>,
    /// How many of each table are there.
    pub(super) counts: BTreeMap<Table, usize>,
    /// What is drawn already; empty when no line has to do with the ground.
    pub(super) atlas: Atlas,
    codes: BTreeMap<UnitId, String>,
}

/// A unit with what it answers for.
pub(super) struct Known {
    pub(super) unit: Unit,
    pub(super) covers: BTreeSet<PlaceId>,
    pub(super) duties: BTreeSet<String>,
}

/// An account and the posts it holds: code of the unit and of the role.
pub(super) struct Account {
    pub(super) id: StaffId,
    pub(super) name: String,
    pub(super) posts: BTreeSet<(String, String)>,
}

impl Standing {
    pub(super) fn around(work: &mut Work<'_, '_>, lines: &Lines) -> Result<Self, Problem> {
        let mut standing = Self {
            district: work.office.district,
            units: BTreeMap::new(),
            grids: BTreeMap::new(),
            places: BTreeMap::new(),
            staff: BTreeMap::new(),
            counts: BTreeMap::new(),
            atlas: Atlas::default(),
            codes: BTreeMap::new(),
        };
        if concerned(lines) {
            standing.atlas = Atlas::load(work.tx, work.office.district)?;
        }
        standing.load_units(work)?;
        standing.load_grids(work, lines)?;
        standing.load_places(work, lines)?;
        standing.load_staff(work, lines)?;
        standing.count(work)?;
        Ok(standing)
    }

    fn load_units(&mut self, work: &mut Work<'_, '_>) -> Result<(), Problem> {
        let sql = format!("select {} from unit u where u.district = $1", rows::UNIT);
        for row in work.tx.rows(&sql, params![self.district])? {
            let unit = rows::unit(&row)?;
            self.codes.insert(unit.id, unit.code.clone());
            let (covers, duties) = (BTreeSet::new(), BTreeSet::new());
            self.units.insert(unit.code.clone(), Known { unit, covers, duties });
        }
        let sql = "select c.unit, c.place from unit_cover c \
        join unit u on u.district = c.district and u.id = c.unit \
                   where u.district = $1";
        for row in work.tx.rows(sql, params![self.district])? {
            if let Some(known) = self.by_id(row.get("unit")?) {
                known.covers.insert(row.get("place")?);
            }
        }
        let sql = "select d.unit, d.category from unit_duty d \
        join unit u on u.district = d.district and u.id = d.unit \
                   where u.district = $1";
        for row in work.tx.rows(sql, params![self.district])? {
            if let Some(known) = self.by_id(row.get("unit")?) {
                known.duties.insert(row.get("category")?);
            }
        }
        Ok(())
    }

    fn by_id(&mut self, id: UnitId) -> Option<&mut Known> {
        self.units.get_mut(self.codes.get(&id)?)
    }

    /// All grids; who is in them, only of those whose members are written.
    fn load_grids(&mut self, work: &mut Work<'_, '_>, lines: &Lines) -> Result<(), Problem> {
        let written: BTreeSet<_> = lines.members.iter().map(|line| line.grid.as_str()).collect();
        let sql = format!("select {} from grid g where g.district = $1", rows::GRID);
        for row in work.tx.rows(&sql, params![self.district])? {
            let grid = rows::grid(&row)?;
            if let Some(code) = self.codes.get(&grid.unit) {
                let written = written.contains(code.as_str());
                let team = if written { members_of(work, &grid)? } else { Vec::new() };
                self.grids.insert(code.clone(), (grid, team));
            }
        }
        Ok(())
    }

    fn load_places(&mut self, work: &mut Work<'_, '_>, lines: &Lines) -> Result<(), Problem> {
        const AT_ONCE: usize = 200;
        let covered = lines.units.iter().flat_map(|unit| unit.covers.iter().flatten()).cloned();
        let communities = lines.grids.iter().map(|grid| grid.community.clone());
        let written = lines.places.iter().flat_map(|place| place.path.upwards());
        let homes = lines.places.iter().flat_map(homes_of).map(|(path, _)| path);
        let mut ids: BTreeSet<_> =
            covered.chain(communities).chain(written).chain(homes).map(|path| path.id()).collect();
        ids.extend(spoken_of(lines, &self.atlas));
        if !lines.outlines.is_empty() {
            ids.extend(self.grids.values().map(|(grid, _)| grid.community));
        }
        let ids: Vec<_> = ids.into_iter().collect();
        for some in ids.chunks(AT_ONCE) {
            let marks: Vec<_> = (2..some.len() + 2).map(|n| format!("${n}")).collect();
            let sql = format!(
                "select {} from place p where p.district = $1 and p.id in ({})",
                rows::PLACE,
                marks.join(", ")
            );
            let ids = some.iter().map(|id| id.value());
            let some: Vec<_> = [self.district].into_iter().chain(ids).map(Param::Int).collect();
            for row in work.tx.rows(&sql, &some)? {
                let place = rows::place(&row)?;
                self.places.insert(place.id, place);
            }
        }
        Ok(())
    }

    fn load_staff(&mut self, work: &mut Work<'_, '_>, lines: &Lines) -> Result<(), Problem> {
        for line in &lines.staff {
            if self.staff.contains_key(line.username.as_str()) {
                continue;
            }
            let Some(account) = staff_by_username(work, &line.username)? else { continue };
            let mut posts = BTreeSet::new();
            for post in posts_of(work, account.id)?.iter() {
                let unit = self.codes.get(&post.unit).cloned().unwrap_or_default();
                posts.insert((unit, post.role.code().to_owned()));
            }
            let known = Account { id: account.id, name: account.name, posts };
            self.staff.insert(account.username, known);
        }
        Ok(())
    }

    fn count(&mut self, work: &mut Work<'_, '_>) -> Result<(), Problem> {
        let row = work.tx.row(
            "select count(*) as n from place where district = $1 and closed_at is null",
            params![self.district],
        )?;
        let places: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
        let row = work.tx.row(
            "select count(*) as n from staff where district = $1 and disabled_at is null",
            params![self.district],
        )?;
        let staff: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
        let open = self.units.values().filter(|known| known.unit.closed_at.is_none()).count();
        let grids: Vec<_> =
            self.grids.values().filter(|(grid, _)| grid.closed_at.is_none()).collect();
        let members = how_many(work)?;
        self.counts = BTreeMap::from([
            (Table::Places, usize::try_from(places).unwrap_or(0)),
            (Table::Units, open.saturating_sub(grids.len())),
            (Table::Grids, grids.len()),
            (Table::Members, members),
            (Table::Staff, usize::try_from(staff).unwrap_or(0)),
            (Table::Outlines, self.atlas.pieces().count()),
        ]);
        Ok(())
    }
}

/// The entrances and households of a building whose homes are alike, with their names.
pub(super) fn homes_of(line: &PlaceLine) -> Vec<(PlacePath, String)> {
    let Some(homes) = line.homes else { return Vec::new() };
    let mut all = Vec::new();
    for entrance in 1..=homes.entrances {
        let Some(path) = line.path.below(&entrance.to_string()) else { continue };
        let doors = (1..=homes.floors)
            .flat_map(|floor| (1..=homes.doors).map(move |door| (floor * 100 + door).to_string()));
        let doors: Vec<_> =
            doors.filter_map(|door| path.below(&door).map(|path| (path, door))).collect();
        all.push((path, format!("{entrance}单元")));
        all.extend(doors);
    }
    all
}

use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::{GridId, PlaceId};

use super::Drawing;
use crate::ledger::{Field, Sort, Subject};
use crate::organisation::change::Deed;
use crate::organisation::import::lines::PlaceLine;
use crate::organisation::import::standing::homes_of;
use crate::organisation::import::table::Table;
use crate::organisation::path::grid_id;
use crate::organisation::{EstateNature, Place, PlaceKind, PlacePath};

/// Rows of places written at once.
const AT_ONCE: usize = 200;

impl Drawing<'_> {
    pub(super) fn places(&mut self) {
        let mut lines: Vec<_> = self.lines.places.iter().collect();
        lines.sort_by_key(|line| line.path.kind());
        let mut addresses: BTreeMap<PlaceId, String> = BTreeMap::new();
        let mut low = Vec::new();
        for line in lines {
            if let Some(place) = self.standing.places.get(&line.path.id()) {
                self.changed_place(line, place);
                continue;
            }
            let place = self.new_place(line, &mut addresses);
            self.counted(Table::Places, false, true);
            if place.kind() > PlaceKind::Building {
                low.push(place);
                continue;
            }
            let fields = vec![Field::new("名称", "", &place.address)];
            let done = vec![(fields, Deed::Places(vec![place.clone()]))];
            self.thing(Subject::of(Sort::Place, place.path.as_str()), &place.address, false, done);
        }
        let written: BTreeSet<_> = self.lines.places.iter().map(|line| line.path.id()).collect();
        for line in self.lines.places.iter().filter(|line| line.homes.is_some()) {
            for (path, name) in homes_of(line) {
                let known = self.standing.places.contains_key(&path.id());
                if known || written.contains(&path.id()) {
                    self.tally.entry(Table::Places).or_default().same += usize::from(known);
                    continue;
                }
                low.push(self.place_at(path, &name, None, &mut addresses));
                self.counted(Table::Places, false, true);
            }
        }
        for some in low.chunks(AT_ONCE) {
            self.push(None, Deed::Places(some.to_vec()));
        }
    }

    /// The grid a known building lies in from now on, when that is another.
    fn moved_to(&self, line: &PlaceLine, place: &Place) -> Option<GridId> {
        let to = self.buildings.get(&line.path.id()).copied();
        to.filter(|to| place.grid != Some(*to))
    }

    fn new_place(&self, line: &PlaceLine, addresses: &mut BTreeMap<PlaceId, String>) -> Place {
        self.place_at(line.path.clone(), &line.name, line.nature, addresses)
    }

    fn place_at(
        &self,
        path: PlacePath,
        name: &str,
        nature: Option<EstateNature>,
        addresses: &mut BTreeMap<PlaceId, String>,
    ) -> Place {
        let above = path.parent().map(|above| above.id());
        let known = above.and_then(|above| self.standing.places.get(&above));
        let upper = above.and_then(|above| addresses.get(&above).cloned());
        let upper = upper.or(known.map(|place| place.address.clone())).unwrap_or_default();
        let address = match path.kind() {
            kind if kind <= PlaceKind::Estate => name.to_owned(),
            _ => format!("{upper}{name}"),
        };
        addresses.insert(path.id(), address.clone());
        // What lies in a building lies in its grid.
        let building = path.at(PlaceKind::Building).map(|path| path.id());
        let standing = building.and_then(|id| self.standing.places.get(&id)).and_then(|b| b.grid);
        let grid = building.and_then(|id| self.buildings.get(&id).copied()).or(standing);
        let (id, name) = (path.id(), name.to_owned());
        Place { id, path, name, address, nature, grid, closed_at: None }
    }

    fn changed_place(&mut self, line: &PlaceLine, place: &Place) {
        let mut done = Vec::new();
        if place.name != line.name {
            let fields = vec![Field::new("名称", &place.name, &line.name)];
            done.push((fields, Deed::Name { place: place.clone(), name: line.name.clone() }));
        }
        if line.nature.is_some() && line.nature != place.nature {
            let name = |nature: Option<EstateNature>| nature.map_or("", EstateNature::name);
            let fields = vec![Field::new("性质", name(place.nature), name(line.nature))];
            done.push((fields, Deed::Nature(Place { nature: line.nature, ..place.clone() })));
        }
        let moved = self.moved_to(line, place).is_some();
        self.counted(Table::Places, true, !done.is_empty() || moved);
        if !done.is_empty() {
            self.thing(Subject::of(Sort::Place, place.path.as_str()), &place.address, true, done);
        }
    }

    /// Buildings that lie in another grid from now on.
    pub(super) fn buildings(&mut self) {
        for line in &self.lines.places {
            let Some(place) = self.standing.places.get(&line.path.id()) else { continue };
            let Some(to) = self.moved_to(line, place) else { continue };
            let of = |id: GridId| {
                let standing = self.standing.grids.iter();
                let known = standing.map(|(code, (grid, _))| (grid.id, code.as_str()));
                let written = self.lines.grids.iter();
                let written = written.map(|l| (grid_id(&l.community, &l.number), l.code.as_str()));
                known.chain(written).find(|(grid, _)| *grid == id).map_or("", |(_, code)| code)
            };
            let fields = vec![Field::new("网格", place.grid.map_or("", of), of(to))];
            let done = vec![(fields, Deed::Building { building: place.id, to })];
            self.thing(Subject::of(Sort::Place, place.path.as_str()), &place.address, true, done);
        }
    }
}

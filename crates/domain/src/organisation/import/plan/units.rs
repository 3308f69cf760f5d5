use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::PlaceId;

use super::Drawing;
use crate::ledger::{Field, Subject};
use crate::organisation::change::Deed;
use crate::organisation::import::lines::{GridLine, UnitLine};
use crate::organisation::import::table::Table;
use crate::organisation::path::{grid_id, unit_id};
use crate::organisation::{Grid, GridMember, PlacePath, Unit, UnitKind};

impl Drawing<'_> {
    pub(super) fn units(&mut self) {
        for line in &self.lines.units {
            let standing = self.standing.units.get(&line.code);
            let mut done = Vec::new();
            let (fields, unit) = self.unit(line);
            if standing.is_none() || !fields.is_empty() {
                done.push((fields, Deed::Unit(unit.clone())));
            }
            if let Some(covers) = &line.covers {
                let now: BTreeSet<_> = covers.iter().map(PlacePath::id).collect();
                let was = standing.map(|known| known.covers.clone()).unwrap_or_default();
                if was != now {
                    let fields = vec![Field::new("负责地点", how_many(&was), how_many(&now))];
                    done.push((fields, Deed::Covers(unit.id, now.into_iter().collect())));
                }
            }
            self.duties(&unit, line.duties.as_ref(), &mut done);
            self.counted(Table::Units, standing.is_some(), !done.is_empty());
            if !done.is_empty() {
                self.thing(Subject::unit(&line.code), &line.name, standing.is_some(), done);
            }
        }
    }

    fn duties(
        &self,
        unit: &Unit,
        duties: Option<&Vec<String>>,
        done: &mut Vec<(Vec<Field>, Deed)>,
    ) {
        let Some(duties) = duties else { return };
        let now: BTreeSet<_> = duties.iter().cloned().collect();
        let standing = self.standing.units.get(&unit.code);
        let was = standing.map(|known| known.duties.clone()).unwrap_or_default();
        if was != now {
            let joined =
                |some: &BTreeSet<String>| some.iter().cloned().collect::<Vec<_>>().join("、");
            let fields = vec![Field::new("职责", joined(&was), joined(&now))];
            done.push((fields, Deed::Duties(unit.id, now.into_iter().collect())));
        }
    }

    /// The unit as it will be, and what is different.
    fn unit(&self, line: &UnitLine) -> (Vec<Field>, Unit) {
        let known = self.standing.units.get(&line.code).map(|known| &known.unit);
        let district = self.standing.district;
        let id = unit_id(district, &line.code);
        let superior = match line.superior.as_deref() {
            Some("") => None,
            Some(code) => Some(unit_id(district, code)),
            None => known.and_then(|unit| unit.superior),
        };
        let phone = line.phone.clone().or(known.map(|unit| unit.phone.clone())).unwrap_or_default();
        let unit = Unit {
            id,
            district,
            code: line.code.clone(),
            kind: line.kind,
            name: line.name.clone(),
            superior,
            phone,
            closed_at: None,
        };
        (self.different(known, &unit), unit)
    }

    fn different(&self, was: Option<&Unit>, now: &Unit) -> Vec<Field> {
        let code = |unit: &Unit| {
            let of = |id| {
                let lines =
                    self.lines.units.iter().map(|line| (line.code.as_str(), line.name.as_str()));
                let standing = self.standing.units.values();
                let standing = standing.map(|k| (k.unit.code.as_str(), k.unit.name.as_str()));
                let mut all = lines.chain(standing);
                all.find(|(code, _)| unit_id(now.district, code) == id).map(|(_, name)| name)
            };
            unit.superior.and_then(of).unwrap_or_default().to_owned()
        };
        let before = |read: &dyn Fn(&Unit) -> String| was.map(read).unwrap_or_default();
        let fields = [
            ("名称", before(&|unit| unit.name.clone()), now.name.clone()),
            ("上级", before(&code), code(now)),
            ("电话", before(&|unit| unit.phone.clone()), now.phone.clone()),
        ];
        let fields = fields.into_iter().filter(|(_, from, to)| from != to);
        fields.map(|(name, from, to)| Field::new(name, from, to)).collect()
    }

    pub(super) fn grids(&mut self) {
        for line in &self.lines.grids {
            let standing = self.standing.grids.get(&line.code);
            let (fields, unit) = self.team_unit(line);
            let mut done = Vec::new();
            if standing.is_none() || !fields.is_empty() {
                let grid = Grid {
                    id: grid_id(&line.community, &line.number),
                    community: line.community.id(),
                    code: line.number.clone(),
                    name: line.name.clone(),
                    unit: unit.id,
                    closed_at: None,
                };
                done.push((fields, Deed::Unit(unit.clone())));
                done.push((Vec::new(), Deed::Grid(grid)));
            }
            self.duties(&unit, line.duties.as_ref(), &mut done);
            self.counted(Table::Grids, standing.is_some(), !done.is_empty());
            if !done.is_empty() {
                self.thing(Subject::grid(&line.code), &line.name, standing.is_some(), done);
            }
        }
    }

    fn team_unit(&self, line: &GridLine) -> (Vec<Field>, Unit) {
        self.unit(&UnitLine {
            at: line.at.clone(),
            code: line.code.clone(),
            kind: UnitKind::GridTeam,
            name: line.name.clone(),
            superior: Some(line.superior.clone()),
            phone: line.phone.clone(),
            covers: None,
            duties: None,
        })
    }

    pub(super) fn teams(&mut self) {
        let mut teams: BTreeMap<&str, Vec<GridMember>> = BTreeMap::new();
        for line in &self.lines.members {
            let (role, name, phone) = (line.role, line.name.clone(), line.phone.clone());
            teams.entry(&line.grid).or_default().push(GridMember { role, name, phone });
        }
        for (code, mut team) in teams {
            team.sort_by_key(|member| member.role);
            let was =
                self.standing.grids.get(code).map(|(_, team)| team.clone()).unwrap_or_default();
            for member in &team {
                self.counted(Table::Members, was.contains(member), false);
            }
            let Some(grid) = self.grid_id(code).filter(|_| was != team) else { continue };
            let said = |team: &[GridMember]| {
                let one = |member: &GridMember| format!("{} {}", member.role.name(), member.name);
                team.iter().map(one).collect::<Vec<_>>().join("、")
            };
            let fields = vec![Field::new("八大员", said(&was), said(&team))];
            self.thing(Subject::grid(code), code, true, vec![(fields, Deed::Team(grid, team))]);
        }
    }
}

fn how_many(places: &BTreeSet<PlaceId>) -> String {
    if places.is_empty() { String::new() } else { format!("{} 处", places.len()) }
}

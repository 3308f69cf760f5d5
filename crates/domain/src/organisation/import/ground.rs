//! Whether outlines fit each other and what is there: each lies in what it belongs to, and no two
//! of a kind overlap.

use super::lines::{Lines, OutlineLine, OutlineOf, PlaceLine};
use super::records::Misfit;
use super::standing::Standing;
use crate::organisation::path::grid_id;
use crate::organisation::{Atlas, Outline, PlaceKind, PlacePath, Traced};
use std::collections::{BTreeMap, BTreeSet};
use xianban_kernel::GridId;

/// What may stick out of the outline above, or lie in a neighbour's: surveyed lines never meet
/// exactly.
const SLACK: f64 = 0.05;

/// The outlines as they will be.
pub(super) struct Ground<'a> {
    lines: &'a Lines,
    standing: &'a Standing,
    written: BTreeMap<&'a PlacePath, &'a PlaceLine>,
    atlas: Atlas,
}

impl<'a> Ground<'a> {
    pub(super) fn of(lines: &'a Lines, standing: &'a Standing) -> Self {
        let mut pieces: BTreeMap<i64, (Traced, Outline)> = BTreeMap::new();
        let known = standing.atlas.pieces().filter(|(traced, _)| in_use(traced, standing));
        pieces.extend(known.map(|piece| (piece.0.id(), piece.clone())));
        for line in &lines.outlines {
            let Some(traced) = traced(&line.of, lines, standing) else { continue };
            match &line.outline {
                Some(outline) => pieces.insert(traced.id(), (traced, outline.clone())),
                None => pieces.remove(&traced.id()),
            };
        }
        let written = lines.places.iter().map(|line| (&line.path, line)).collect();
        Self { lines, standing, written, atlas: Atlas::of(pieces.into_values().collect()) }
    }

    pub(super) fn check(&self, misfits: &mut Vec<Misfit>) {
        let mut seen = BTreeSet::new();
        for line in &self.lines.outlines {
            let mut wrong = |column, why| misfits.push(Misfit { at: line.at.clone(), column, why });
            if !seen.insert(&line.of) {
                wrong("place", format!("{}重复，前面已经写了。", self.called(&line.of)));
            }
            match traced(&line.of, self.lines, self.standing) {
                None => wrong("place", format!("{}不在文件里，平台上也没有。", said(&line.of))),
                Some(traced) => {
                    for why in self.faults(line, &traced) {
                        wrong("outline", why);
                    }
                }
            }
        }
    }

    fn faults(&self, line: &OutlineLine, traced: &Traced) -> Vec<String> {
        let Some(outline) = &line.outline else { return Vec::new() };
        let mut faults = Vec::new();
        let own = self.called(&line.of);
        let above = self.above(traced).and_then(|path| self.atlas.around(&path));
        if let Some((path, around)) = above {
            let out = outline.share_outside(around);
            if out > SLACK {
                let above = self.address(&path);
                faults.push(format!("{own}有 {:.0}% 在{above}的边界之外。", out * 100.0));
            }
        }
        for (other, theirs) in self.atlas.near(outline) {
            let alike = other != traced && Self::alike(traced, other);
            let shared = if alike { outline.share_with(theirs) } else { 0.0 };
            if shared > SLACK {
                let other = self.name(other);
                faults.push(format!("{own}和{other}重叠了 {:.0}%。", shared * 100.0));
            }
        }
        faults
    }

    /// What an outline lies in.
    fn above(&self, traced: &Traced) -> Option<PlacePath> {
        match traced {
            Traced::Place(path) => path.parent(),
            Traced::Grid(id) => self.community(*id),
        }
    }

    fn alike(one: &Traced, other: &Traced) -> bool {
        match (one, other) {
            (Traced::Place(one), Traced::Place(other)) => one.kind() == other.kind(),
            (Traced::Grid(_), Traced::Grid(_)) => true,
            _ => false,
        }
    }

    fn community(&self, grid: GridId) -> Option<PlacePath> {
        let mut written = self.lines.grids.iter();
        let written = written.find(|line| grid_id(&line.community, &line.number) == grid);
        let known = || {
            let mut grids = self.standing.grids.values();
            let (known, _) = grids.find(|(known, _)| known.id == grid)?;
            Some(self.standing.places.get(&known.community)?.path.clone())
        };
        written.map(|line| line.community.clone()).or_else(known)
    }

    /// Buildings whose address and whose outline name different grids: all when outlines come, else
    /// those that are written.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let all = !self.lines.outlines.is_empty();
        for (traced, outline) in self.atlas.pieces() {
            let Traced::Place(path) = traced else { continue };
            if !all && !self.written.contains_key(path) {
                continue;
            }
            let Some(found) = self.atlas.at(outline.middle()).grid else { continue };
            let Some(grid) = self.grid_by_address(path) else { continue };
            if grid != found {
                let (building, by_address) = (self.address(path), self.name(&Traced::Grid(grid)));
                let by_outline = self.name(&Traced::Grid(found));
                remarks.push(format!(
                    "{building}按登记属{by_address}，按边界在{by_outline}；办理时以登记为准，请核对。"
                ));
            }
        }
        remarks
    }

    fn grid_by_address(&self, path: &PlacePath) -> Option<GridId> {
        if path.kind() != PlaceKind::Building {
            return None;
        }
        let written = self.written.get(path).and_then(|line| line.grid.as_deref());
        let known = || self.standing.places.get(&path.id()).and_then(|place| place.grid);
        match written {
            Some(code) => grid_by_code(code, self.lines, self.standing),
            None => known(),
        }
    }

    /// A building with its estate; of anything else its name.
    fn address(&self, path: &PlacePath) -> String {
        let estate = path.parent().filter(|_| path.kind() == PlaceKind::Building);
        let estate = estate.map(|estate| self.place_name(&estate)).unwrap_or_default();
        estate + &self.place_name(path)
    }

    fn place_name(&self, path: &PlacePath) -> String {
        let written = self.written.get(path);
        let known = self.standing.places.get(&path.id());
        written
            .map(|line| &line.name)
            .or(known.map(|place| &place.name))
            .cloned()
            .unwrap_or_else(|| path.to_string())
    }

    fn name(&self, traced: &Traced) -> String {
        match traced {
            Traced::Place(path) => self.address(path),
            Traced::Grid(id) => {
                let mut written = self.lines.grids.iter();
                let written = written.find(|line| grid_id(&line.community, &line.number) == *id);
                let mut known = self.standing.grids.values();
                let known = known.find(|(grid, _)| grid.id == *id).map(|(grid, _)| &grid.name);
                written.map(|line| &line.name).or(known).cloned().unwrap_or_default()
            }
        }
    }

    fn called(&self, of: &OutlineOf) -> String {
        traced(of, self.lines, self.standing).map_or_else(|| said(of), |traced| self.name(&traced))
    }
}

fn said(of: &OutlineOf) -> String {
    match of {
        OutlineOf::Place(path) => format!("地点“{path}”"),
        OutlineOf::Grid(code) => format!("网格“{code}”"),
    }
}

fn in_use(traced: &Traced, standing: &Standing) -> bool {
    match traced {
        Traced::Place(path) => {
            standing.places.get(&path.id()).is_some_and(|place| place.closed_at.is_none())
        }
        Traced::Grid(id) => {
            standing.grids.values().any(|(grid, _)| grid.id == *id && grid.closed_at.is_none())
        }
    }
}

/// The place or grid an outline is of, when it is in use or written anew.
pub(super) fn traced(of: &OutlineOf, lines: &Lines, standing: &Standing) -> Option<Traced> {
    match of {
        OutlineOf::Place(path) => {
            let written = lines.places.iter().any(|line| line.path == *path);
            let known = standing.places.get(&path.id()).filter(|place| place.closed_at.is_none());
            (written || known.is_some()).then(|| Traced::Place(path.clone()))
        }
        OutlineOf::Grid(code) => grid_by_code(code, lines, standing).map(Traced::Grid),
    }
}

fn grid_by_code(code: &str, lines: &Lines, standing: &Standing) -> Option<GridId> {
    let written = lines.grids.iter().find(|line| line.code == code);
    let known = standing.grids.get(code).filter(|(grid, _)| grid.closed_at.is_none());
    written.map(|line| grid_id(&line.community, &line.number)).or(known.map(|(grid, _)| grid.id))
}

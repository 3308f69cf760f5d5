use super::Drawing;
use crate::ledger::{Field, Sort, Subject};
use crate::organisation::change::Deed;
use crate::organisation::import::ground::traced;
use crate::organisation::import::lines::OutlineOf;
use crate::organisation::import::table::Table;
use crate::organisation::{Outline, Place};

impl Drawing<'_> {
    pub(super) fn outlines(&mut self) {
        for line in &self.lines.outlines {
            let Some(traced) = traced(&line.of, self.lines, self.standing) else { continue };
            let known = self.standing.atlas.of_traced(&traced);
            let changed = known != line.outline.as_ref();
            self.counted(Table::Outlines, known.is_some(), changed);
            if !changed {
                continue;
            }
            let geometry = line.outline.as_ref().map(Outline::geometry);
            let fields = vec![Field::new("边界", size(known), size(line.outline.as_ref()))];
            let done = vec![(fields, Deed::Outline { traced, geometry })];
            let (subject, name) = self.named(&line.of);
            self.thing(subject, &name, true, done);
        }
    }

    fn named(&self, of: &OutlineOf) -> (Subject, String) {
        match of {
            OutlineOf::Place(path) => {
                let known = self.standing.places.get(&path.id());
                let written = self.lines.places.iter().find(|line| line.path == *path);
                let name = known.map(|place: &Place| place.address.clone());
                let name = name.or(written.map(|line| line.name.clone())).unwrap_or_default();
                (Subject::of(Sort::Place, path.as_str()), name)
            }
            OutlineOf::Grid(code) => {
                let known = self.standing.grids.get(code).map(|(grid, _)| grid.name.clone());
                let written = self.lines.grids.iter().find(|line| line.code == *code);
                let name = known.or(written.map(|line| line.name.clone())).unwrap_or_default();
                (Subject::grid(code), name)
            }
        }
    }
}

/// An outline as it is told: its area.
fn size(outline: Option<&Outline>) -> String {
    let Some(outline) = outline else { return String::new() };
    match outline.square_metres() {
        small if small < 10_000.0 => format!("{small:.0} 平方米"),
        large => format!("{:.2} 平方公里", large / 1_000_000.0),
    }
}

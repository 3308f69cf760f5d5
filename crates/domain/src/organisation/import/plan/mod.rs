mod outlines;
mod places;
mod staff;
mod units;

use std::collections::BTreeMap;

use sm3::{Digest, Sm3};
use xianban_kernel::{GridId, PlaceId};

use super::lines::Lines;
use super::standing::Standing;
use super::table::Table;
use crate::ledger::{Field, Note, Subject, What};
use crate::organisation::change::{Change, Deed};
use crate::organisation::path::grid_id;

/// What a table's lines come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Not there before.
    pub new: usize,
    /// There, and different now.
    pub changed: usize,
    /// There, and the same.
    pub same: usize,
    /// There, and not in the file: left alone.
    pub left: usize,
}

/// What changes, in the order it is written.
#[derive(Clone, Debug, Default)]
pub struct ImportPlan {
    /// The changes.
    pub changes: Vec<Change>,
    /// What each table that was brought comes to.
    pub tallies: Vec<(Table, Tally)>,
    /// The accounts that are added: each wants a password to begin with.
    pub accounts: Vec<String>,
    /// What deserves a look and stops nothing.
    pub remarks: Vec<String>,
}

impl ImportPlan {
    pub(super) fn of(lines: &Lines, standing: &Standing) -> Self {
        let mut drawing = Drawing {
            lines,
            standing,
            plan: Self::default(),
            tally: BTreeMap::new(),
            buildings: BTreeMap::new(),
        };
        drawing.learn_buildings();
        drawing.units();
        drawing.grids();
        drawing.teams();
        // After their grids: a new building is given to its grid's team.
        drawing.places();
        drawing.buildings();
        drawing.staff();
        drawing.outlines();
        let mut plan = drawing.plan;
        for table in &lines.tables {
            let mut tally = drawing.tally.remove(table).unwrap_or_default();
            let known = standing.counts.get(table).copied().unwrap_or(0);
            tally.left = known.saturating_sub(tally.changed + tally.same);
            plan.tallies.push((*table, tally));
        }
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The plan as one number: what was seen is what is done.
    pub fn digest(&self) -> String {
        hex::encode(Sm3::digest(format!("{:?}", self.changes)))
    }

    /// Its changes in pieces that other work need not wait for.
    pub(super) fn pieces(&self) -> Vec<Vec<Change>> {
        const WEIGHT: usize = 16;
        let (mut pieces, mut piece, mut weight) = (Vec::new(), Vec::new(), 0);
        for change in &self.changes {
            let many = matches!(&change.deed, Deed::Places(places) if places.len() > 1);
            weight += if many { WEIGHT } else { 1 };
            piece.push(change.clone());
            if weight >= WEIGHT {
                pieces.push(std::mem::take(&mut piece));
                weight = 0;
            }
        }
        pieces.extend(Some(piece).filter(|piece| !piece.is_empty()));
        pieces
    }

    /// What is kept of its changes, in order.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.changes.iter().filter_map(|change| change.note.as_ref())
    }
}

struct Drawing<'a> {
    lines: &'a Lines,
    standing: &'a Standing,
    plan: ImportPlan,
    tally: BTreeMap<Table, Tally>,
    /// The grids of the buildings that are written.
    buildings: BTreeMap<PlaceId, GridId>,
}

impl Drawing<'_> {
    fn counted(&mut self, table: Table, known: bool, changed: bool) {
        let tally = self.tally.entry(table).or_default();
        match (known, changed) {
            (false, _) => tally.new += 1,
            (true, true) => tally.changed += 1,
            (true, false) => tally.same += 1,
        }
    }

    fn push(&mut self, note: Option<Note>, deed: Deed) {
        self.plan.changes.push(Change { note, deed });
    }

    /// Writes deeds of one thing under one note.
    fn thing(&mut self, subject: Subject, name: &str, known: bool, done: Vec<(Vec<Field>, Deed)>) {
        let what = if known { What::Changed } else { What::Added };
        let mut fields = Vec::new();
        let mut deeds = Vec::new();
        for (of, deed) in done {
            fields.extend(of);
            deeds.push(deed);
        }
        let mut note = Some(Note { subject, what, name: name.to_owned(), fields });
        for deed in deeds {
            self.push(note.take(), deed);
        }
    }

    fn learn_buildings(&mut self) {
        for line in &self.lines.places {
            let grid = line.grid.as_deref().and_then(|code| self.grid_id(code));
            self.buildings.extend(grid.map(|grid| (line.path.id(), grid)));
        }
    }

    fn grid_id(&self, code: &str) -> Option<GridId> {
        let written = self.lines.grids.iter().find(|line| line.code == code);
        let standing = || self.standing.grids.get(code).map(|(grid, _)| grid.id);
        written.map(|line| grid_id(&line.community, &line.number)).or_else(standing)
    }
}

//! The edges between modules, and which of them go in circles.

use std::collections::{BTreeMap, BTreeSet};

use super::read::Import;
use super::{At, Map};

/// Who uses whom, by their places in the map.
pub type Edges = BTreeSet<(At, At)>;

impl Map {
    /// From each module to those that define what it uses. A folder that shows what its own files
    /// define is their door and does not use them.
    pub fn edges(&self) -> Edges {
        let mut edges = Edges::new();
        for from in 0..self.modules.len() {
            for path in self.used_by(from) {
                if let Some(to) = self.definer(from, path).filter(|to| *to != from) {
                    edges.insert((from, to));
                }
            }
        }
        edges
    }

    /// Edges by which one comes back to where one began.
    pub fn circles(&self) -> Edges {
        let edges = self.edges();
        let reached = reach(&edges);
        edges.into_iter().filter(|(from, to)| reached[to].contains(from)).collect()
    }

    /// How many modules the largest circle holds together.
    pub fn largest_circle(&self) -> usize {
        let reached = reach(&self.edges());
        let sizes = reached.iter().map(|(from, others)| {
            others.iter().filter(|other| reached[other].contains(from)).count()
        });
        sizes.max().unwrap_or_default()
    }

    /// Edges from a layer to one that stands below it, in the folders that declare layers.
    pub fn climbs(&self) -> Edges {
        let edges = self.edges();
        let mut climbs = Edges::new();
        for folder in (0..self.modules.len()).filter(|at| self.modules[*at].layered) {
            climbs.extend(edges.iter().filter(|(from, to)| {
                let layers = self.layer(folder, *from).zip(self.layer(folder, *to));
                layers.is_some_and(|(from, to)| from < to)
            }));
        }
        climbs
    }

    /// As people read them.
    pub fn named(&self, edges: &Edges) -> BTreeSet<String> {
        let file = |at: &At| &self.modules[*at].file;
        edges.iter().map(|(from, to)| format!("{} -> {}", file(from), file(to))).collect()
    }

    /// Modules inside a room that a file outside of it names, as `file -> room::module`.
    pub fn back_doors(&self, house: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (from, module) in self.modules.iter().enumerate() {
            for path in self.said_in(from) {
                let inside = (1..path.len())
                    .filter_map(|end| self.module_named(from, &path[..end]))
                    .map(|at| &self.modules[at].path)
                    .find(|inside| inside.len() > 2 && inside[0] == house);
                if let Some(inside) = inside.filter(|inside| !module.path.starts_with(&inside[..2]))
                {
                    found.insert(format!("{} -> {}::{}", module.file, inside[1], inside[2]));
                }
            }
        }
        found
    }

    /// Paths into our own crates that lead nowhere: what the map did not understand.
    pub fn lost(&self) -> BTreeSet<String> {
        let ours = |first: &str| {
            ["crate", "self", "super"].contains(&first) || self.roots.contains_key(first)
        };
        let mut lost = BTreeSet::new();
        for (from, module) in self.modules.iter().enumerate() {
            let paths = self.said_in(from).filter(|path| path.len() > 1 && ours(&path[0]));
            let astray = paths.filter(|path| {
                let found = self.definer(from, path).or_else(|| self.module_named(from, path));
                found.is_none() && !self.is_passed_on(from, path)
            });
            lost.extend(astray.map(|path| format!("{}: {}", module.file, path.join("::"))));
        }
        lost
    }

    /// Whether a path ends in what another module imports from elsewhere, or in everything of it.
    fn is_passed_on(&self, said_in: At, path: &[String]) -> bool {
        let Some((last, before)) = path.split_last() else { return false };
        self.module_named(said_in, before).is_some_and(|home| {
            let mut imports = self.modules[home].read.imports.iter();
            last == "*" || imports.any(|import| import.name == *last)
        })
    }

    fn used_by(&self, at: At) -> impl Iterator<Item = &[String]> {
        let is_door = move |import: &Import| {
            import.shown
                && self.definer(at, &import.path).is_some_and(|definer| self.is_in(definer, at))
        };
        let read = &self.modules[at].read;
        let imports = read.imports.iter().filter(move |import| !is_door(import));
        imports.map(|import| &import.path[..]).chain(read.named.iter().map(|path| &path[..]))
    }

    fn said_in(&self, at: At) -> impl Iterator<Item = Vec<String>> {
        let read = &self.modules[at].read;
        // Everything from a module names what is inside.
        let imports = read.imports.iter().map(|import| {
            let all = (import.name == "*").then(|| "*".to_owned());
            import.path.iter().cloned().chain(all).collect()
        });
        imports.chain(read.named.iter().cloned())
    }

    fn is_in(&self, inner: At, outer: At) -> bool {
        self.modules[inner].path.starts_with(&self.modules[outer].path)
    }

    /// Which child of a folder a module is or lies in, counted from above.
    fn layer(&self, folder: At, at: At) -> Option<usize> {
        self.modules[folder].children.iter().position(|(_, child)| self.is_in(at, *child))
    }
}

/// What can be reached from each module by one step or more.
fn reach(edges: &Edges) -> BTreeMap<At, BTreeSet<At>> {
    let ends: BTreeSet<At> = edges.iter().flat_map(|(from, to)| [*from, *to]).collect();
    let from_each = ends.into_iter().map(|start| {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(here) = open.pop() {
            let next = edges.range((here, 0)..=(here, At::MAX)).map(|(_, to)| *to);
            open.extend(next.filter(|to| reached.insert(*to)));
        }
        (start, reached)
    });
    from_each.collect()
}

//! Follows a path to the module that defines its end.

use super::{At, Map};

/// How often a path may be led on: more than any honest chain of re-exports, and an end to one that
/// leads back to itself.
const TURNS: usize = 16;

impl Map {
    /// The module that defines what this path, said in that module, ends in; a variant or an
    /// associated function is where its type is. None for what is foreign, local or itself a module.
    pub fn definer(&self, said_in: At, path: &[String]) -> Option<At> {
        self.definer_in(said_in, path, TURNS)
    }

    /// The module that this path, said in that module, names.
    pub fn module_named(&self, said_in: At, path: &[String]) -> Option<At> {
        self.module_in(said_in, path, TURNS)
    }

    fn definer_in(&self, said_in: At, path: &[String], turns: usize) -> Option<At> {
        let turns = turns.checked_sub(1)?;
        let (last, before) = path.split_last()?;
        if before.is_empty() {
            return self.defines(said_in, last, turns);
        }
        let Some(home) = self.module_in(said_in, before, turns) else {
            return self.definer_in(said_in, before, turns);
        };
        self.defines(home, last, turns)
    }

    /// Who defines what a module knows by this name.
    fn defines(&self, known_in: At, name: &str, turns: usize) -> Option<At> {
        let module = &self.modules[known_in];
        if module.read.items.contains(name) {
            return Some(known_in);
        }
        let mut imports = module.read.imports.iter();
        let imported = imports.find_map(|import| {
            (import.name == name).then(|| self.definer_in(known_in, &import.path, turns)).flatten()
        });
        imported.or_else(|| {
            let mut all = module.read.imports.iter().filter(|import| import.name == "*");
            all.find_map(|import| {
                let turns = turns.checked_sub(1)?;
                let from = self.module_in(known_in, &import.path, turns)?;
                (from != known_in).then(|| self.defines(from, name, turns)).flatten()
            })
        })
    }

    fn module_in(&self, said_in: At, path: &[String], turns: usize) -> Option<At> {
        let turns = turns.checked_sub(1)?;
        let (first, mut rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => self.roots[&self.modules[said_in].path[0]],
            "self" => said_in,
            "super" => self.modules[said_in].parent?,
            name => {
                self.submodule(said_in, name, turns).or_else(|| self.roots.get(name).copied())?
            }
        };
        while let Some((next, after)) = rest.split_first() {
            here = match next.as_str() {
                "super" => self.modules[here].parent?,
                name => self.submodule(here, name, turns)?,
            };
            rest = after;
        }
        Some(here)
    }

    /// The module that a module knows by this name.
    fn submodule(&self, known_in: At, name: &str, turns: usize) -> Option<At> {
        self.child(known_in, name).or_else(|| {
            let mut imports = self.modules[known_in].read.imports.iter();
            imports.find_map(|import| {
                // A path that begins with its own new name is another crate's.
                let leads_back = import.path == [name];
                (import.name == name && !leads_back)
                    .then(|| self.module_in(known_in, &import.path, turns))
                    .flatten()
            })
        })
    }
}

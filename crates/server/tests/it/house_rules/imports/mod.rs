//! Who uses whom inside our crates: every module with the files, items and paths it has, and where a
//! path leads when it is followed through imports and re-exports to the file that defines its end.

mod graph;
mod read;
mod resolve;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use self::read::Read;
pub use self::read::{attributes_of, only_for_tests};
use super::{Source, sources_in};

/// The comment by which a folder says that its modules are layers.
const LAYERS: &str = "// Layers: each may use only those above it.";

/// The modules of some crates, without what is only built for tests.
pub struct Map {
    modules: Vec<Module>,
    /// By the name other crates use.
    roots: BTreeMap<String, At>,
}

/// A module's place in its map.
pub type At = usize;

pub struct Module {
    /// The crate's name first, as others use it.
    pub path: Vec<String>,
    /// From the root of the repository.
    pub file: String,
    pub text: String,
    /// Whether its children are declared to be layers.
    pub layered: bool,
    parent: Option<At>,
    /// In the order of their `mod` lines.
    children: Vec<(String, At)>,
    read: Read,
}

impl Map {
    /// The rooms and the faces, read once.
    pub fn of_rooms_and_faces() -> &'static Self {
        static MAP: LazyLock<Map> = LazyLock::new(Map::read_rooms_and_faces);
        &MAP
    }

    fn read_rooms_and_faces() -> Self {
        let mut map = Self::empty();
        for (name, folder) in
            [("xianban_domain", "crates/domain/src"), ("xianban_web", "crates/web/src")]
        {
            map.add(name, folder, &sources_in(folder, &[".rs"]));
        }
        assert!(map.modules.len() > 200, "the modules are where they should be");
        map
    }

    fn empty() -> Self {
        Self { modules: Vec::new(), roots: BTreeMap::new() }
    }

    /// A crate by what its files are; its first is `lib.rs` of the folder.
    pub fn add(&mut self, name: &str, folder: &str, sources: &[Source]) {
        let files: BTreeMap<&str, &str> =
            sources.iter().map(|source| (source.path.as_str(), source.text.as_str())).collect();
        let root =
            self.module(&files, &[name.to_owned()], &format!("{folder}/lib.rs"), folder, None);
        self.roots.insert(name.to_owned(), root);
    }

    /// Takes in one file and those it declares; `home` is the folder where these lie.
    fn module(
        &mut self,
        files: &BTreeMap<&str, &str>,
        path: &[String],
        file: &str,
        home: &str,
        parent: Option<At>,
    ) -> At {
        let text = files[file].to_owned();
        let read = Read::of(file, &text);
        let declared = read.modules.clone();
        let at = self.modules.len();
        self.modules.push(Module {
            layered: text.lines().any(|line| line.trim() == LAYERS),
            file: file.to_owned(),
            path: path.to_vec(),
            text,
            parent,
            children: Vec::new(),
            read,
        });
        for name in declared {
            let below = format!("{home}/{name}");
            let beside = format!("{below}.rs");
            let file =
                if files.contains_key(&*beside) { beside } else { format!("{below}/mod.rs") };
            let path: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
            let child = self.module(files, &path, &file, &below, Some(at));
            self.modules[at].children.push((name, child));
        }
        at
    }

    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.modules.iter()
    }

    fn child(&self, of: At, name: &str) -> Option<At> {
        let mut children = self.modules[of].children.iter();
        children.find(|(child, _)| child == name).map(|(_, at)| *at)
    }
}

impl Module {
    pub fn imports_from(&self, crates: &[&str]) -> bool {
        let mut firsts = self.read.imports.iter().filter_map(|import| import.path.first());
        firsts.any(|first| crates.contains(&first.as_str()))
    }
}

/// A crate made up for a test, of files by their path below its folder.
pub fn made_up(files: &[(&str, &str)]) -> Map {
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source { path: format!("src/{path}"), text: (*text).to_owned() })
        .collect();
    let mut map = Map::empty();
    map.add("made_up", "src", &sources);
    map
}

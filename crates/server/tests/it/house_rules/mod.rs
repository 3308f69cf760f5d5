//! How this house is built, as far as a machine can see it. Prose about code rots, a test does not.

mod catch_all;
mod crates;
mod door;
mod files;
mod imports;
mod literals;
mod package;
mod paths;
mod ratchet;
mod rooms;
mod sql;
mod templates;
mod unused;

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the repository.
struct Source {
    /// From the root of the repository.
    path: String,
    text: String,
}

impl Source {
    /// The name without folder and ending.
    fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap();
        file.split('.').next().unwrap()
    }

    fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// Each line with its place, as editors jump to it.
    fn lines(&self) -> impl Iterator<Item = (String, &str)> {
        let place = |number| format!("{}:{}", self.path, number + 1);
        self.text.lines().enumerate().map(move |(number, line)| (place(number), line))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Everything we wrote: no build results, no hidden folder, nothing that was made elsewhere.
fn sources() -> Vec<Source> {
    let root = root();
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(found.len() > 50, "the repository is where it should be");
    found
}

/// What we wrote under one folder, with one of these endings.
fn sources_in(folder: &str, endings: &[&str]) -> Vec<Source> {
    let all = sources().into_iter();
    all.filter(|source| source.path.starts_with(folder) && source.ends_with(endings)).collect()
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().into_string().unwrap();
        let at_root = folder == root;
        // The fuzz targets are a workspace with build results of its own.
        let built = name == "target" && (at_root || folder == root.join("fuzz"));
        let foreign = built || name == "data" && at_root || name == "vendor";
        if name.starts_with('.') || foreign {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            found.push(Source { path, text });
        }
    }
}

/// Fails with every fault at once.
fn no_fault(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

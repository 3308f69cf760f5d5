use std::fs::{self, DirBuilder, File, FileTimes, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use xianban_kernel::Moment;

use super::{ObjectName, Objects, ObjectsError, Stored};

/// Where files are written before they get their name.
const ARRIVING: &str = "arriving";

/// Files in a folder: `ab/cd/abcd…`, readable by their owner only. The file's modification time is
/// the moment of its last put.
#[derive(Debug)]
pub struct DiskObjects {
    root: PathBuf,
    /// Keeps a put and the sweep of the same bytes apart: one process writes a folder.
    turn: Mutex<()>,
    arrivals: AtomicU64,
}

impl DiskObjects {
    /// Uses the folder `root`, which is made when missing.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, ObjectsError> {
        let objects = Self::at(root);
        make_folder(&objects.root.join(ARRIVING))?;
        Ok(objects)
    }

    /// The folder `root` to be read from, whether it is there or not: nothing is made.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), turn: Mutex::new(()), arrivals: AtomicU64::new(0) }
    }

    /// The bytes of a file with the moment of its last put.
    pub fn kept(&self, name: &ObjectName) -> Result<(Vec<u8>, Moment), ObjectsError> {
        let bytes = self.get(name)?;
        let at = self.stored(&name.to_string())?.ok_or(ObjectsError::Missing(*name))?.at;
        Ok((bytes, at))
    }

    /// Removes what an interrupted put has left behind; called once, before the first put.
    pub fn clear_arriving(&self) -> Result<(), ObjectsError> {
        for entry in fs::read_dir(self.root.join(ARRIVING))? {
            fs::remove_file(entry?.path())?;
        }
        Ok(())
    }

    fn path(&self, name: &ObjectName) -> PathBuf {
        let name = name.to_string();
        let mut path = self.root.clone();
        path.extend(name.get(..2).into_iter().chain(name.get(2..4)));
        path.push(name);
        path
    }

    fn my_turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes `bytes` beside the others, not yet under their name.
    fn arrive(&self, bytes: &[u8], at: Moment) -> io::Result<Arriving> {
        let arrival = self.arrivals.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{arrival}", std::process::id());
        let arriving = Arriving(self.root.join(ARRIVING).join(name));
        let mut file =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&arriving.0)?;
        file.write_all(bytes)?;
        file.set_times(FileTimes::new().set_modified(system_time(at)))?;
        file.sync_all()?;
        Ok(arriving)
    }

    /// Gives a written file its name in one step, so that nobody sees half a file, even after a
    /// power cut.
    fn settle(&self, arriving: &Arriving, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        let _turn = self.my_turn();
        make_folder(folder)?;
        fs::rename(&arriving.0, path)?;
        sync_folder(folder)
    }

    /// Makes a file that is kept already young again; false when it is not there, or spoilt.
    fn freshen(&self, name: &ObjectName, at: Moment) -> Result<bool, ObjectsError> {
        let _turn = self.my_turn();
        match self.get(name) {
            Ok(_) => {}
            Err(ObjectsError::Missing(_) | ObjectsError::Changed(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        let file = File::options().write(true).open(self.path(name))?;
        file.set_times(FileTimes::new().set_modified(system_time(at)))?;
        Ok(true)
    }

    /// What a list says of one file; `None` when it has gone meanwhile or is none of ours.
    fn stored(&self, file: &str) -> Result<Option<Stored>, ObjectsError> {
        let Ok(name) = file.parse() else { return Ok(None) };
        match fs::metadata(self.path(&name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            metadata => Ok(Some(Stored { name, at: moment(metadata?.modified()?) })),
        }
    }
}

impl Objects for DiskObjects {
    fn put(&self, bytes: &[u8], at: Moment) -> Result<ObjectName, ObjectsError> {
        let name = ObjectName::of(bytes);
        if !self.freshen(&name, at)? {
            self.settle(&self.arrive(bytes, at)?, &self.path(&name))?;
        }
        Ok(name)
    }

    fn get(&self, name: &ObjectName) -> Result<Vec<u8>, ObjectsError> {
        let bytes = match fs::read(self.path(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(ObjectsError::Missing(*name));
            }
            read => read?,
        };
        if ObjectName::of(&bytes) == *name { Ok(bytes) } else { Err(ObjectsError::Changed(*name)) }
    }

    fn exists(&self, name: &ObjectName) -> Result<bool, ObjectsError> {
        Ok(self.path(name).try_exists()?)
    }

    fn delete(&self, name: &ObjectName) -> Result<(), ObjectsError> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            removed => removed?,
        }
        Ok(sync_folder(path.parent().unwrap_or(&self.root))?)
    }

    fn delete_older(&self, name: &ObjectName, before: Moment) -> Result<bool, ObjectsError> {
        let _turn = self.my_turn();
        let young = match fs::metadata(self.path(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            metadata => moment(metadata?.modified()?) >= before,
        };
        if !young {
            self.delete(name)?;
        }
        Ok(!young)
    }

    fn list(&self, after: Option<&ObjectName>, limit: usize) -> Result<Vec<Stored>, ObjectsError> {
        let after = after.map(ToString::to_string).unwrap_or_default();
        let passed = |prefix: &str| after.get(..prefix.len()).is_some_and(|done| prefix < done);
        let mut found = Vec::new();
        for outer in names(&self.root)?.into_iter().filter(|outer| !passed(outer)) {
            let outer_folder = self.root.join(&outer);
            for inner in names(&outer_folder)? {
                if passed(&format!("{outer}{inner}")) {
                    continue;
                }
                for name in names(&outer_folder.join(inner))?.iter().filter(|name| **name > after) {
                    if found.len() == limit {
                        return Ok(found);
                    }
                    found.extend(self.stored(name)?);
                }
            }
        }
        Ok(found)
    }
}

/// A file being written; removed unless it got its name.
struct Arriving(PathBuf);

impl Drop for Arriving {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.0));
    }
}

/// The names in a folder, in order; none in one that is not there.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
        entries => entries?,
    };
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != ARRIVING {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Makes a folder and those above it, each on disk before it is used.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    if let Some(above) = above {
        make_folder(above)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.and_then(|()| above.map_or(Ok(()), sync_folder)),
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn system_time(at: Moment) -> SystemTime {
    let since = u64::try_from(at.millis()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_millis(since)
}

fn moment(time: SystemTime) -> Moment {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

use std::fs::{self, DirBuilder, File, FileTimes, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use xianban_kernel::{Moment, Seed};

use super::{ObjectName, Objects, ObjectsError};

/// Where files are written before they get their name.
const ARRIVING: &str = "arriving";

/// Files in a folder: `ab/cd/abcd…`, readable by their owner only. The file's modification time is
/// the moment of its last put.
///
/// Several processes, on several machines, may write one folder. A file gets its name in one step. The
/// sweep moves a file aside before it looks at it for the last time, and gives it back when it has
/// become young; a put that made a file young looks whether it still lies there, and otherwise writes
/// it anew. So whatever was put last stays.
#[derive(Debug)]
pub struct DiskObjects {
    root: PathBuf,
    /// What nobody else's arrivals in this folder begin with.
    own: [u8; 8],
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
        let own = Seed::fresh().draw().bytes();
        Self { root: root.into(), own, arrivals: AtomicU64::new(0) }
    }

    /// Removes what interrupted puts have left behind and nobody has touched since `before`: another
    /// machine may be writing just now.
    pub fn clear_arriving(&self, before: Moment) -> Result<(), ObjectsError> {
        for entry in fs::read_dir(self.root.join(ARRIVING))? {
            let path = entry?.path();
            // Not the time of its last change, which a put sets.
            let touched = fs::symlink_metadata(&path).map(|about| about.ctime() * 1_000);
            let gone = touched.and_then(|touched| {
                if touched < before.millis() { fs::remove_file(&path) } else { Ok(()) }
            });
            match gone {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
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

    /// A name beside the others that nobody else has.
    fn beside(&self) -> PathBuf {
        let arrival = self.arrivals.fetch_add(1, Ordering::Relaxed);
        self.root.join(ARRIVING).join(format!("{}-{arrival}", hex::encode(self.own)))
    }

    /// Writes `bytes` beside the others, not yet under their name.
    fn arrive(&self, bytes: &[u8], at: Option<Moment>) -> io::Result<Arriving> {
        let arriving = Arriving(self.beside());
        let mut file =
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&arriving.0)?;
        file.write_all(bytes)?;
        if let Some(at) = at {
            file.set_times(FileTimes::new().set_modified(system_time(at)))?;
        }
        file.sync_all()?;
        Ok(arriving)
    }

    /// Gives a written file its name in one step, so that nobody sees half a file, even after a
    /// power cut.
    fn settle(&self, arriving: &Arriving, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.root);
        make_folder(folder)?;
        fs::rename(&arriving.0, path)?;
        sync_folder(folder)
    }

    /// Makes a file that is kept already young again; false when it is not there, or spoilt.
    fn freshen(&self, name: &ObjectName, at: Moment) -> Result<bool, ObjectsError> {
        match self.get(name) {
            Ok(_) => {}
            Err(ObjectsError::Missing(_) | ObjectsError::Changed(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        let path = self.path(name);
        let file = match File::options().write(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            file => file?,
        };
        file.set_times(FileTimes::new().set_modified(system_time(at)))?;
        // A sweep may have moved it aside meanwhile.
        Ok(path.try_exists()?)
    }

    /// Deletes a file unless it has become young; tells whether it is gone. Aside nobody finds it to
    /// make it young after the look, and it is opened for that: a network's file system may remember
    /// what it said of a name.
    fn delete_aside(&self, path: &Path, before: Moment) -> io::Result<bool> {
        let aside = self.beside();
        match fs::rename(path, &aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            renamed => renamed?,
        }
        let at = File::open(&aside).and_then(|file| file.metadata()?.modified());
        match at {
            Ok(at) if moment(at) < before => fs::remove_file(&aside).map(|()| true),
            looked => fs::rename(&aside, path).and(looked.map(|_| false)),
        }
    }

    /// When the file of this name was last put, if it is there.
    fn put_at(&self, name: &ObjectName) -> io::Result<Option<Moment>> {
        match fs::metadata(self.path(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            metadata => Ok(Some(moment(metadata?.modified()?))),
        }
    }
}

impl Objects for DiskObjects {
    fn put(&self, bytes: &[u8], at: Moment) -> Result<ObjectName, ObjectsError> {
        let name = ObjectName::of(bytes);
        if !self.freshen(&name, at)? {
            self.settle(&self.arrive(bytes, Some(at))?, &self.path(&name))?;
        }
        Ok(name)
    }

    fn kept(&self, name: &ObjectName) -> Result<(Vec<u8>, Moment), ObjectsError> {
        let bytes = match fs::read(self.path(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(ObjectsError::Missing(*name));
            }
            read => read?,
        };
        if ObjectName::of(&bytes) != *name {
            return Err(ObjectsError::Changed(*name));
        }
        let at = self.put_at(name)?.ok_or(ObjectsError::Missing(*name))?;
        Ok((bytes, at))
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
        match self.put_at(name)? {
            None => return Ok(true),
            Some(at) if at >= before => return Ok(false),
            Some(_) => {}
        }
        let path = self.path(name);
        let gone = self.delete_aside(&path, before)?;
        sync_folder(path.parent().unwrap_or(&self.root))?;
        Ok(gone)
    }

    fn list(
        &self,
        after: Option<&ObjectName>,
        limit: usize,
    ) -> Result<Vec<ObjectName>, ObjectsError> {
        let after = after.map(ToString::to_string).unwrap_or_default();
        let passed = |prefix: &str| after.get(..prefix.len()).is_some_and(|done| prefix < done);
        let mut found = Vec::new();
        for outer in folders(&self.root)?.into_iter().filter(|outer| !passed(outer)) {
            let outer_folder = self.root.join(&outer);
            for inner in folders(&outer_folder)? {
                if passed(&format!("{outer}{inner}")) {
                    continue;
                }
                for name in names(&outer_folder.join(inner))?.iter().filter(|name| **name > after) {
                    if found.len() == limit {
                        return Ok(found);
                    }
                    found.extend(name.parse::<ObjectName>());
                }
            }
        }
        Ok(found)
    }

    fn mark(&self, label: &str) -> Result<Option<String>, ObjectsError> {
        match fs::read_to_string(self.root.join(label)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            text => Ok(Some(text?.trim().to_owned())),
        }
    }

    fn set_mark(&self, label: &str, text: &str) -> Result<(), ObjectsError> {
        Ok(self.settle(&self.arrive(text.as_bytes(), None)?, &self.root.join(label))?)
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
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

/// The same of the folders of ours: two digits. Others may lie beside them.
fn folders(folder: &Path) -> io::Result<Vec<String>> {
    let digits = |name: &String| name.len() == 2 && name.bytes().all(|c| c.is_ascii_hexdigit());
    Ok(names(folder)?.into_iter().filter(digits).collect())
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

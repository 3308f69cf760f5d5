//! What only its owner may read: the one place that makes files and folders, whatever the umask.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::configuration::Fault;

const FOLDER: u32 = 0o700;
const FILE: u32 = 0o600;
const OTHERS: u32 = 0o077;

/// Makes a folder and those above it, if they are not there; one that was made beforehand and holds
/// nothing yet is closed.
pub fn folder(path: &Path) -> Result<(), Fault> {
    let make = || {
        DirBuilder::new().recursive(true).mode(FOLDER).create(path)?;
        if fs::read_dir(path)?.next().is_none() && !is_everybodys(path)? {
            close_one(path)?;
        }
        Ok(())
    };
    make().map_err(Fault::while_doing(format!("making {}", path.display())))
}

/// A file to be written from its beginning; what stood there is overwritten and closed to others.
pub fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(FILE).open(path)?;
    let mode = file.metadata()?.permissions().mode();
    if file.metadata()?.is_file() && mode & OTHERS != 0 {
        file.set_permissions(Permissions::from_mode(FILE))?;
    }
    Ok(file)
}

/// Writes a whole file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    file(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(Fault::while_doing(format!("writing {}", path.display())))
}

/// Makes an empty file, if there is none: SQLite gives its log and its index the mode of the database.
pub fn begun(path: &Path) -> Result<(), Fault> {
    match OpenOptions::new().write(true).create_new(true).mode(FILE).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(Fault::while_doing(format!("making {}", path.display()))(error))
        }
        _ => Ok(()),
    }
}

/// Closes a data directory of an older program to others; answers how many files and folders stood
/// open. Only what the program itself made is touched, and no link is followed. The directory comes
/// last, so that a walk that was cut off is gone through again.
pub fn tighten(data: &Path) -> Result<usize, Fault> {
    let cannot = |path: &Path| {
        let path = path.to_owned();
        move |error: io::Error| match error.kind() {
            io::ErrorKind::PermissionDenied => Fault::OpenToOthers { path },
            _ => Fault::while_doing(format!("closing {} to others", path.display()))(error),
        }
    };
    let mut tightened = 0;
    // A link to the directory is as good as the directory.
    let data = &data.canonicalize().map_err(cannot(data))?;
    // Behind a closed directory nobody gets at the photos, of which there may be many.
    let everything = is_open(data).map_err(cannot(data))?;
    for entry in fs::read_dir(data).map_err(cannot(data))? {
        let path = entry.map_err(cannot(data))?.path();
        if is_ours(&path) {
            tightened += close(&path, everything).map_err(cannot(&path))?;
        }
    }
    if everything && !is_everybodys(data).map_err(cannot(data))? {
        tightened += usize::from(close_one(data).map_err(cannot(data))?);
    }
    Ok(tightened)
}

/// Whether others keep things in the directory too, such as the one for what is temporary.
fn is_everybodys(data: &Path) -> io::Result<bool> {
    const STICKY: u32 = 0o1000;
    let mode = fs::metadata(data)?.permissions().mode();
    Ok(data.parent().is_none() || mode & STICKY != 0)
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let begins = ["xianban.db", "xianban-", "last-seal.json", "import-"];
    ["keys", "files", "arriving"].contains(&&*name)
        || begins.iter().any(|begin| name.starts_with(begin))
}

/// Closes a file, or a folder with what is in it: all of it, or only if it stands open itself.
fn close(path: &Path, everything: bool) -> io::Result<usize> {
    let mut closed = 0;
    // A key that others could read is refused when it is read: closing it would hide that.
    let keys = path.ends_with("keys");
    if fs::symlink_metadata(path)?.is_dir() && !keys && (everything || is_open(path)?) {
        for entry in fs::read_dir(path)? {
            closed += close(&entry?.path(), true)?;
        }
    }
    Ok(closed + usize::from(close_one(path)?))
}

/// Closes one file or folder; false when it was closed, is a link, or has gone meanwhile.
fn close_one(path: &Path) -> io::Result<bool> {
    if !is_open(path)? {
        return Ok(false);
    }
    let mode = if path.is_dir() { FOLDER } else { FILE };
    match fs::set_permissions(path, Permissions::from_mode(mode)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        closed => closed.map(|()| true),
    }
}

fn is_open(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        about => {
            let about = about?;
            let ours = about.is_dir() || about.is_file();
            Ok(ours && about.permissions().mode() & OTHERS != 0)
        }
    }
}

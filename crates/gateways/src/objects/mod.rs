//! Files by content: a file's name is the SM3 hash of its bytes, so the same bytes are kept once and
//! a changed byte is noticed when they are read.
//!
//! A name may be wanted by several rows. Whoever deletes has counted them first; whoever puts the
//! same bytes again makes the file young again, so that the sweep of orphans leaves it alone.

mod disk;
mod memory;
mod name;

use std::io;

use xianban_kernel::{Moment, Problem};

pub use disk::DiskObjects;
pub use memory::MemoryObjects;
pub use name::{NameFault, ObjectName};

/// Where files are kept.
pub trait Objects: Send + Sync {
    /// Keeps `bytes` as put at `at` and returns their name once they are on disk.
    fn put(&self, bytes: &[u8], at: Moment) -> Result<ObjectName, ObjectsError>;

    /// The bytes under `name`, checked against it.
    fn get(&self, name: &ObjectName) -> Result<Vec<u8>, ObjectsError>;

    /// Whether something is kept under `name`.
    fn exists(&self, name: &ObjectName) -> Result<bool, ObjectsError>;

    /// Removes it for good; fine when it is gone already.
    fn delete(&self, name: &ObjectName) -> Result<(), ObjectsError>;

    /// Removes it unless it was put at `before` or later; tells whether it is gone. The sweep of
    /// orphans uses this, so that a file put again meanwhile stays.
    fn delete_older(&self, name: &ObjectName, before: Moment) -> Result<bool, ObjectsError>;

    /// Up to `limit` objects in the order of their names, from behind `after`.
    fn list(&self, after: Option<&ObjectName>, limit: usize) -> Result<Vec<Stored>, ObjectsError>;
}

/// An object in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub name: ObjectName,
    /// When it was last put.
    pub at: Moment,
}

/// What can go wrong with files.
#[derive(Debug, thiserror::Error)]
pub enum ObjectsError {
    /// Nothing is kept under this name.
    #[error("object {0} is missing")]
    Missing(ObjectName),
    /// What is kept under this name is not what was put.
    #[error("object {0} was changed on disk")]
    Changed(ObjectName),
    /// No room is left, on the disk or in its quota.
    #[error("no room left for objects: {0}")]
    Full(#[source] io::Error),
    /// The disk refuses or fails.
    #[error("objects: {0}")]
    Disk(#[source] io::Error),
}

impl From<io::Error> for ObjectsError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(error),
            _ => Self::Disk(error),
        }
    }
}

impl From<ObjectsError> for Problem {
    fn from(error: ObjectsError) -> Self {
        let logged = error.to_string();
        match error {
            ObjectsError::Full(_) | ObjectsError::Disk(_) => Self::Unavailable { logged },
            ObjectsError::Missing(_) | ObjectsError::Changed(_) => Self::Broken { logged },
        }
    }
}

#[cfg(test)]
mod tests;

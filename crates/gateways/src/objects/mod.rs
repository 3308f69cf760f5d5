//! Files by content: a file's name is the SM3 hash of its bytes, so the same bytes are kept once and
//! a changed byte is noticed when they are read.
//!
//! A name may be wanted by several rows. Whoever deletes has counted them first; whoever puts the
//! same bytes again makes the file young again, so that the sweep of orphans leaves it alone.

mod asking;
mod disk;
mod memory;
mod name;
mod s3;

use std::io;

use xianban_kernel::{Moment, Problem};

pub use disk::DiskObjects;
pub use memory::MemoryObjects;
pub use name::{NameFault, ObjectName};
pub use s3::{S3Account, S3Objects};

/// Where files are kept.
pub trait Objects: Send + Sync {
    /// Keeps `bytes` as put at `at` and returns their name once they are on disk.
    fn put(&self, bytes: &[u8], at: Moment) -> Result<ObjectName, ObjectsError>;

    /// The bytes under `name`, checked against it.
    fn get(&self, name: &ObjectName) -> Result<Vec<u8>, ObjectsError> {
        self.kept(name).map(|(bytes, _)| bytes)
    }

    /// The bytes under `name`, checked against it, with the moment of their last put.
    fn kept(&self, name: &ObjectName) -> Result<(Vec<u8>, Moment), ObjectsError>;

    /// Whether something is kept under `name`.
    fn exists(&self, name: &ObjectName) -> Result<bool, ObjectsError>;

    /// Removes it for good; fine when it is gone already.
    fn delete(&self, name: &ObjectName) -> Result<(), ObjectsError>;

    /// Removes it unless it was put at `before` or later; tells whether it is gone. The sweep of
    /// orphans uses this, so that a file put again meanwhile stays.
    fn delete_older(&self, name: &ObjectName, before: Moment) -> Result<bool, ObjectsError>;

    /// Up to `limit` names in their order, from behind `after`.
    fn list(
        &self,
        after: Option<&ObjectName>,
        limit: usize,
    ) -> Result<Vec<ObjectName>, ObjectsError>;

    /// The short text that lies under `label` beside the objects: whose place this is. Nobody finds
    /// it among the objects.
    fn mark(&self, label: &str) -> Result<Option<String>, ObjectsError>;

    /// Lays such a text, over the one that may be there.
    fn set_mark(&self, label: &str, text: &str) -> Result<(), ObjectsError>;
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
    /// The server that keeps them refuses, fails or does not answer.
    #[error("objects: {0}")]
    Away(String),
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
            ObjectsError::Full(_) | ObjectsError::Disk(_) | ObjectsError::Away(_) => {
                Self::Unavailable { logged }
            }
            ObjectsError::Missing(_) | ObjectsError::Changed(_) => Self::Broken { logged },
        }
    }
}

#[cfg(test)]
mod tests;

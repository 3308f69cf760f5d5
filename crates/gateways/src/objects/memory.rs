use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xianban_kernel::Moment;

use super::{ObjectName, Objects, ObjectsError, Stored};

type Kept = BTreeMap<ObjectName, (Vec<u8>, Moment)>;

/// Files in memory, for tests; with a bound on its room when a test wants a full disk.
#[derive(Debug)]
pub struct MemoryObjects {
    kept: Mutex<Kept>,
    room: usize,
}

impl MemoryObjects {
    /// Room for everything.
    pub const fn new() -> Self {
        Self::with_room(usize::MAX)
    }

    /// Full once `room` bytes are kept.
    pub const fn with_room(room: usize) -> Self {
        Self { kept: Mutex::new(BTreeMap::new()), room }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemoryObjects {
    fn default() -> Self {
        Self::new()
    }
}

impl Objects for MemoryObjects {
    fn put(&self, bytes: &[u8], at: Moment) -> Result<ObjectName, ObjectsError> {
        let name = ObjectName::of(bytes);
        let mut kept = self.kept();
        let used: usize = kept.values().map(|(bytes, _)| bytes.len()).sum();
        if !kept.contains_key(&name) && bytes.len() > self.room.saturating_sub(used) {
            return Err(io::Error::from(io::ErrorKind::StorageFull).into());
        }
        kept.insert(name, (bytes.to_vec(), at));
        Ok(name)
    }

    fn get(&self, name: &ObjectName) -> Result<Vec<u8>, ObjectsError> {
        let kept = self.kept();
        kept.get(name).map(|(bytes, _)| bytes.clone()).ok_or(ObjectsError::Missing(*name))
    }

    fn exists(&self, name: &ObjectName) -> Result<bool, ObjectsError> {
        Ok(self.kept().contains_key(name))
    }

    fn delete(&self, name: &ObjectName) -> Result<(), ObjectsError> {
        self.kept().remove(name);
        Ok(())
    }

    fn delete_older(&self, name: &ObjectName, before: Moment) -> Result<bool, ObjectsError> {
        let mut kept = self.kept();
        let young = kept.get(name).is_some_and(|(_, at)| *at >= before);
        if !young {
            kept.remove(name);
        }
        Ok(!young)
    }

    fn list(&self, after: Option<&ObjectName>, limit: usize) -> Result<Vec<Stored>, ObjectsError> {
        let from = after.map_or(Bound::Unbounded, |name| Bound::Excluded(*name));
        let kept = self.kept();
        let behind = kept.range((from, Bound::Unbounded)).take(limit);
        Ok(behind.map(|(name, (_, at))| Stored { name: *name, at: *at }).collect())
    }
}

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xianban_kernel::Moment;

use super::{ObjectName, Objects, ObjectsError};

type Kept = BTreeMap<ObjectName, (Vec<u8>, Moment)>;

/// Files in memory, for tests; with a bound on its room when a test wants a full disk.
#[derive(Debug)]
pub struct MemoryObjects {
    kept: Mutex<Kept>,
    marks: Mutex<BTreeMap<String, String>>,
    room: usize,
}

impl MemoryObjects {
    /// Room for everything.
    pub const fn new() -> Self {
        Self::with_room(usize::MAX)
    }

    /// Full once `room` bytes are kept.
    pub const fn with_room(room: usize) -> Self {
        Self { kept: Mutex::new(BTreeMap::new()), marks: Mutex::new(BTreeMap::new()), room }
    }

    fn all(&self) -> MutexGuard<'_, Kept> {
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
        let mut kept = self.all();
        let used: usize = kept.values().map(|(bytes, _)| bytes.len()).sum();
        if !kept.contains_key(&name) && bytes.len() > self.room.saturating_sub(used) {
            return Err(io::Error::from(io::ErrorKind::StorageFull).into());
        }
        kept.insert(name, (bytes.to_vec(), at));
        Ok(name)
    }

    fn kept(&self, name: &ObjectName) -> Result<(Vec<u8>, Moment), ObjectsError> {
        self.all().get(name).cloned().ok_or(ObjectsError::Missing(*name))
    }

    fn exists(&self, name: &ObjectName) -> Result<bool, ObjectsError> {
        Ok(self.all().contains_key(name))
    }

    fn delete(&self, name: &ObjectName) -> Result<(), ObjectsError> {
        self.all().remove(name);
        Ok(())
    }

    fn delete_older(&self, name: &ObjectName, before: Moment) -> Result<bool, ObjectsError> {
        let mut kept = self.all();
        let young = kept.get(name).is_some_and(|(_, at)| *at >= before);
        if !young {
            kept.remove(name);
        }
        Ok(!young)
    }

    fn list(
        &self,
        after: Option<&ObjectName>,
        limit: usize,
    ) -> Result<Vec<ObjectName>, ObjectsError> {
        let from = after.map_or(Bound::Unbounded, |name| Bound::Excluded(*name));
        let kept = self.all();
        Ok(kept.range((from, Bound::Unbounded)).take(limit).map(|(name, _)| *name).collect())
    }

    fn mark(&self, label: &str) -> Result<Option<String>, ObjectsError> {
        Ok(self.marks.lock().unwrap_or_else(PoisonError::into_inner).get(label).cloned())
    }

    fn set_mark(&self, label: &str, text: &str) -> Result<(), ObjectsError> {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.insert(label.to_owned(), text.to_owned());
        Ok(())
    }
}

//! That the demo's data is still being made, for a line on every page.

use std::sync::{Arc, PoisonError, RwLock};

/// How far the demo's year is; nothing in a site that serves real people.
#[derive(Clone, Debug, Default)]
pub struct Making(Arc<RwLock<Option<String>>>);

impl Making {
    /// It has come so far.
    pub fn tell(&self, until: String) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(until);
    }

    /// Everything is there.
    pub fn over(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// How far it is, while it is being made.
    pub fn said(&self) -> Option<String> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

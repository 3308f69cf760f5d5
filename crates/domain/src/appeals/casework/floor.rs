use serde::{Deserialize, Serialize};
use xianban_kernel::{Due, Moment};

use super::super::appeal::Appeal;

/// A running matter took over what later rules say running matters take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesChanged {
    /// The version of the rules that said so.
    pub version: i64,
    /// When something became due sooner by it: nothing does before this, four working hours from
    /// then.
    pub not_before: Option<Moment>,
    /// Whether anything owed on it became due at another time.
    #[serde(default)]
    pub moved: bool,
}

/// What was owed when the rules changed does not become due at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// When they changed.
    pub at: Moment,
    /// Nothing owed since before that is due sooner than this.
    pub not_before: Moment,
}

impl Appeal {
    pub(super) fn take_over(&mut self, at: Moment, event: RulesChanged) -> Option<()> {
        if event.version <= self.rules.as_of {
            return None;
        }
        self.rules.as_of = event.version;
        self.casework.floor = event.not_before.map(|not_before| Floor { at, not_before });
        Some(())
    }

    /// A due moment, not sooner than a change of the rules allows.
    pub(in super::super) fn not_too_soon(&self, since: Moment, due: Due) -> Due {
        let floor = self.casework.floor.filter(|floor| since < floor.at);
        floor.map_or(due, |floor| due.not_before(floor.not_before))
    }
}

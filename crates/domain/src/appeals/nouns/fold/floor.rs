use xianban_kernel::{Due, Moment};

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::floor::Floor;
use crate::appeals::nouns::event::RulesChanged;

impl Appeal {
    pub(crate) fn take_over(&mut self, at: Moment, event: RulesChanged) -> Option<()> {
        if event.version <= self.rules.as_of {
            return None;
        }
        self.rules.as_of = event.version;
        self.casework.floor = event.not_before.map(|not_before| Floor { at, not_before });
        Some(())
    }

    /// A due moment, not sooner than a change of the rules allows.
    pub(crate) fn not_too_soon(&self, since: Moment, due: Due) -> Due {
        let floor = self.casework.floor.filter(|floor| since < floor.at);
        floor.map_or(due, |floor| due.not_before(floor.not_before))
    }
}

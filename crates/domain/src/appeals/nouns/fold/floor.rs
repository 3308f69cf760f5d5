use xianban_kernel::{Due, Moment};

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::floor::Floor;
use crate::appeals::nouns::event::{Folds, RulesChanged, While};

impl Appeal {
    /// A due moment, not sooner than a change of the rules allows.
    pub(crate) fn not_too_soon(&self, since: Moment, due: Due) -> Due {
        let floor = self.casework.floor.filter(|floor| since < floor.at);
        floor.map_or(due, |floor| due.not_before(floor.not_before))
    }
}

impl Folds for RulesChanged {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        if self.version <= appeal.rules.as_of {
            return None;
        }
        appeal.rules.as_of = self.version;
        appeal.casework.floor = self.not_before.map(|not_before| Floor { at: now, not_before });
        Some(())
    }
}

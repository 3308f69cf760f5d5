use xianban_kernel::{Moment, TimeLimit};

use crate::rules::RuleSet;

/// The end of a limit that begins now.
pub(crate) fn after(set: &RuleSet, at: Moment, limit: TimeLimit) -> Moment {
    limit.due(at, &set.calendar).at
}

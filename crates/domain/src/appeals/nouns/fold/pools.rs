use crate::appeals::nouns::words::DutyKind;
use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::pools::EmptyPool;
use crate::appeals::nouns::event::{Folds, PoolEmpty, While};
use crate::appeals::nouns::state::Standing;

impl Folds for PoolEmpty {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let standing = appeal.state.standing();
        let fits = match self.duty {
            DutyKind::Review | DutyKind::Verify => standing == Standing::Reviewing,
            DutyKind::FollowUp => standing == Standing::FollowingUp,
            DutyKind::RuleCount => appeal.objection().is_some(),
            other => other.bars() && appeal.state.is_open(),
        };
        let duty = self.duty;
        fits.then(|| appeal.casework.empty_pool = Some(EmptyPool { duty, since: now }))
    }
}

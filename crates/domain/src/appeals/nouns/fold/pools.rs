use crate::appeals::nouns::words::DutyKind;
use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::pools::EmptyPool;
use crate::appeals::nouns::event::PoolEmpty;
use crate::appeals::nouns::state::Standing;

impl Appeal {
    pub(crate) fn lack_people(&mut self, now: Moment, event: PoolEmpty) -> Option<()> {
        let fits = match event.duty {
            DutyKind::Review | DutyKind::Verify => self.state.standing() == Standing::Reviewing,
            DutyKind::FollowUp => self.state.standing() == Standing::FollowingUp,
            DutyKind::Approve | DutyKind::Rule | DutyKind::Check => self.state.is_open(),
            _ => false,
        };
        let duty = event.duty;
        fits.then(|| self.casework.empty_pool = Some(EmptyPool { duty, since: now }))
    }
}

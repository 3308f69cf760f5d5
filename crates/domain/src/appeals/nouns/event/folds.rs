use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::state::{Standing, State};

/// In which states an event fits.
#[derive(Clone, Copy, Debug)]
pub(crate) enum While {
    /// In every state.
    Any,
    /// While somebody still owes the appeal something.
    Open,
    /// In these.
    In(&'static [Standing]),
}

impl While {
    /// Whether a state is one of them.
    pub(crate) fn holds(self, state: &State) -> bool {
        match self {
            Self::Any => true,
            Self::Open => state.is_open(),
            Self::In(standings) => standings.contains(&state.standing()),
        }
    }
}

/// How an appeal takes an event. Each is said where the noun it changes is (`nouns/fold`).
pub(crate) trait Folds {
    /// In which states it fits.
    const WHILE: While;

    /// Does to the appeal what the event says, done `now` by somebody (as the trail marks people), in a
    /// state that it fits. `None` when it does not fit otherwise: the appeal is of no use then.
    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()>;
}

impl<T: Folds> Folds for Box<T> {
    const WHILE: While = T::WHILE;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        T::fold(self, appeal, now, by)
    }
}

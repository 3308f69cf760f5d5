use crate::coded::coded;
use crate::duty::room_words;

/// What dossiers of teams are called, as stored.
pub(super) const TEAM: &str = "team";

coded! {
    /// What can be granted over the teams of grids.
    Action {
        /// Read who is in a team, with every number.
        Read = "read_team",
        /// Say who is in it, what he does and what residents see of him.
        Keep = "keep_team",
    }
}

coded! {
    /// What is owed on a team.
    DutyKind {
        /// There is no grid worker: name one.
        Worker = "name_grid_worker",
        /// See whether names and numbers still hold.
        Check = "check_team",
    }
}

room_words!(Action, DutyKind);

impl DutyKind {
    /// The action by which it is met.
    pub const fn fulfilled_by(self) -> Action {
        match self {
            Self::Worker | Self::Check => Action::Keep,
        }
    }
}

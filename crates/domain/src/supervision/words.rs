use crate::coded::coded;
use crate::duty::room_words;

coded! {
    /// What can be granted over meetings of supervision.
    Action {
        /// Begin, lead and close the meetings of one's own unit, and decide there.
        Hold = "hold_meeting",
        /// Read the meetings of one's reach.
        Read = "read_meeting",
        /// Say what became of a decision.
        CarryOut = "carry_out_decision",
    }
}

coded! {
    /// What is owed on a meeting.
    DutyKind {
        /// 开会: begin it and close it, on its day.
        Hold = "hold_meeting",
        /// 落实 of one decision.
        CarryOut = "carry_out_decision",
    }
}

room_words!(Action, DutyKind);

impl DutyKind {
    /// The action by which it is met.
    pub const fn fulfilled_by(self) -> Action {
        match self {
            Self::Hold => Action::Hold,
            Self::CarryOut => Action::CarryOut,
        }
    }
}

use crate::coded::coded;
use crate::duty::room_words;

/// What the dossier of a consultation is called.
pub const KIND: &str = "consultation";

coded! {
    /// What can be granted over consultations.
    Action {
        /// Call people together.
        Call = "call_consultation",
        /// Move, cancel, record and follow one.
        Run = "run_consultation",
        /// Let the minutes be seen, or send them back.
        Review = "review_consultation",
        /// Read those of one's unit.
        Read = "read_consultation",
    }
}

coded! {
    /// What is owed on a consultation.
    DutyKind {
        /// 召开: it is held, moved or cancelled.
        Hold = "hold_consultation",
        /// 重新召集: too few came.
        Recall = "recall_consultation",
        /// 写纪要.
        Write = "write_minutes",
        /// 请到会的人确认纪要; ends by itself.
        Confirm = "confirm_minutes",
        /// 审核纪要, by a second person.
        Review = "review_minutes",
        /// 落实一条约定.
        Agreement = "keep_agreement",
        /// 没有谈拢的怎么办.
        Choose = "choose_next",
        /// 起草吹哨单, which was chosen.
        Whistle = "whistle_from_consultation",
    }
}

coded! {
    /// What people who were invited are told.
    NoticeKind {
        /// They are invited.
        Invited = "consultation_invited",
        /// It is at another time.
        Moved = "consultation_moved",
        /// It does not take place.
        Cancelled = "consultation_cancelled",
        /// The minutes wait for their word.
        Minutes = "consultation_minutes",
        /// The minutes were reviewed.
        Published = "consultation_published",
    }
}

impl NoticeKind {
    /// Whether its message gives away the reader's code.
    pub const fn gives_code(self) -> bool {
        matches!(self, Self::Invited | Self::Moved | Self::Minutes)
    }
}

room_words!(Action, DutyKind);

impl DutyKind {
    /// The action by which it is met.
    pub const fn fulfilled_by(self) -> Action {
        match self {
            // Not what runs the whole: whoever owes a draft does not call or record.
            Self::Review | Self::Whistle => Action::Review,
            Self::Hold
            | Self::Recall
            | Self::Write
            | Self::Confirm
            | Self::Agreement
            | Self::Choose => Action::Run,
        }
    }
}

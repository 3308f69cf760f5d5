use crate::coded::coded;
use crate::duty::room_words;

coded! {
    /// What can be granted over praise.
    Action {
        /// Thank somebody (表扬、送锦旗).
        Give = "give_praise",
        /// Take one's own praise back.
        Withdraw = "withdraw_praise",
        /// Let it be seen, or refuse it with a reason.
        Review = "review_praise",
        /// Read what one's own unit was praised for.
        Read = "read_praise",
    }
}

coded! {
    /// What is owed on praise.
    DutyKind {
        /// 审核 of what was given.
        Review = "review_praise",
    }
}

coded! {
    /// What the giver is told.
    NoticeKind {
        /// It was passed on, and is on the wall if he agreed.
        Published = "praise_published",
        /// It was refused, with the reason.
        Refused = "praise_refused",
    }
}

room_words!(Action, DutyKind);

impl DutyKind {
    /// The action by which it is met.
    pub const fn fulfilled_by(self) -> Action {
        match self {
            Self::Review => Action::Review,
        }
    }
}

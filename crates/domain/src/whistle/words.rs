use crate::coded::coded;
use crate::duty::room_words;

coded! {
    /// What can be granted over whistles.
    Action {
        /// Bundle appeals and draft one.
        Draft = "draft_whistle",
        /// Blow what was drafted, send it back, take it back.
        Blow = "blow_whistle",
        /// Answer for a unit that was called.
        Answer = "answer_whistle",
        /// Rule over refusals and silence, call others in, judge.
        Rule = "rule_whistle",
        /// Confirm arrivals, say what is not enough, close.
        Close = "close_whistle",
        /// Read those of one's units.
        Read = "read_whistle",
    }
}

coded! {
    /// What is owed on a whistle.
    DutyKind {
        /// The secretary looks at a draft.
        Approve = "approve_whistle",
        /// A draft that was sent back is mended or dropped.
        Revise = "revise_whistle",
        /// A called unit says whether it comes.
        Respond = "respond_whistle",
        /// The level above rules over a refusal, or over who stayed silent.
        Rule = "rule_whistle",
        /// A unit that comes is on site.
        Arrive = "arrive_whistle",
        /// The whistler says whether it is.
        Confirm = "confirm_whistle",
        /// A unit says what it brought about.
        Report = "report_whistle",
        /// The whistler closes, or says what is not enough.
        Close = "close_whistle",
        /// The level above judges whether it was rightly blown.
        Judge = "judge_whistle",
    }
}

room_words!(Action, DutyKind);

impl DutyKind {
    /// The action by which it is met.
    pub const fn fulfilled_by(self) -> Action {
        match self {
            Self::Approve => Action::Blow,
            Self::Revise => Action::Draft,
            Self::Respond | Self::Arrive | Self::Report => Action::Answer,
            Self::Rule | Self::Judge => Action::Rule,
            Self::Confirm | Self::Close => Action::Close,
        }
    }
}

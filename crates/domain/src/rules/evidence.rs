use crate::coded::coded;

coded! {
    /// Photos that have to come with the work.
    Evidence {
        /// None.
        Nothing = "nothing",
        /// One of the result.
        After = "after",
        /// One from before and one of the result.
        BeforeAfter = "before_after",
    }
}

impl Evidence {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "不要求照片",
            Self::After => "办完后的照片",
            Self::BeforeAfter => "办理前、办完后的照片",
        }
    }

    /// How many photos that takes at least.
    pub const fn photos(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::After => 1,
            Self::BeforeAfter => 2,
        }
    }
}

use crate::coded::coded;

coded! {
    /// How often a meeting is held.
    Cadence {
        /// 每日碰头会.
        Daily = "daily",
        /// 每周调度会.
        Weekly = "weekly",
        /// 每月形势分析会.
        Monthly = "monthly",
    }
}

impl Cadence {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Daily => "碰头会",
            Self::Weekly => "调度会",
            Self::Monthly => "形势分析会",
        }
    }
}

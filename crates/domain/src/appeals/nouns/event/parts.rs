use xianban_kernel::Moment;

use crate::coded::coded;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

coded! {
    /// A part of what was written with a move, beside its main words.
    Part {
        /// Why it came about.
        Cause = "cause",
        /// What happened since.
        Course = "course",
        /// Why the duty list was overridden.
        Overridden = "overridden",
        /// Who was there when stars were given.
        Witness = "witness",
        /// What sort of matter it is.
        Nature = "nature",
        /// Who answers for what.
        Responsibility = "responsibility",
        /// In which steps.
        Procedure = "procedure",
        /// By when it is to be settled.
        Limit = "limit",
        /// The body outside.
        Body = "body",
        /// Who came.
        Who = "who",
        /// When it took place.
        Held = "held",
        /// The unit complained of.
        Against = "against",
        /// The unit that is named instead of one's own.
        Suggested = "suggested",
        /// When it is looked at again.
        Review = "review",
    }
}

/// What stands under a part.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// Words in the vault.
    Words(&'a Kept),
    /// A moment.
    Time(Moment),
    /// A unit.
    Unit(AtUnit),
}

impl Part {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cause => "起因",
            Self::Course => "经过",
            Self::Overridden => "越过职责清单的理由",
            Self::Witness => "见证人",
            Self::Nature => "性质",
            Self::Responsibility => "责任",
            Self::Procedure => "程序",
            Self::Limit => "时限",
            Self::Body => "外部单位",
            Self::Who => "参加的人",
            Self::Held => "时间",
            Self::Against => "被反映的单位",
            Self::Suggested => "建议由谁办",
            Self::Review => "复查时间",
        }
    }
}

use xianban_kernel::Moment;

use super::Event;
use crate::coded::coded;
use crate::organisation::AtUnit;
use crate::trail::Kept;

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

impl Event {
    /// What was written with it beside its main words, in the order of its form.
    pub(crate) fn parts(&self) -> Vec<(Part, Value<'_>)> {
        use Value::{Time, Unit, Words};
        let all = match self {
            Self::Assessed(event) => vec![
                (Part::Cause, event.more.cause.as_ref().map(Words)),
                (Part::Course, event.more.course.as_ref().map(Words)),
                (Part::Against, event.more.against.map(Unit)),
                (Part::Overridden, event.overridden.as_ref().map(Words)),
            ],
            Self::Dispatched(event) => {
                vec![(Part::Overridden, event.overridden.as_ref().map(Words))]
            }
            Self::Ruled(event) => vec![(Part::Overridden, event.overridden.as_ref().map(Words))],
            Self::Reassigned(event) => {
                vec![(Part::Overridden, event.overridden.as_ref().map(Words))]
            }
            Self::Recused(event) => vec![(Part::Overridden, event.overridden.as_ref().map(Words))],
            Self::FollowedUp(event) => vec![(Part::Witness, event.witness.as_ref().map(Words))],
            Self::Planned(event) => vec![
                (Part::Nature, Some(Words(&event.nature))),
                (Part::Responsibility, Some(Words(&event.responsibility))),
                (Part::Limit, Some(Time(event.limit))),
                (Part::Procedure, Some(Words(&event.procedure))),
            ],
            Self::Returned(event) => vec![(Part::Suggested, event.suggested.map(Unit))],
            Self::HoldAsked(event) => vec![(Part::Review, Some(Time(event.review_on)))],
            Self::Referred(event) => vec![(Part::Body, Some(Words(&event.body)))],
            Self::Met(event) => {
                vec![(Part::Held, Some(Time(event.held_at))), (Part::Who, Some(Words(&event.who)))]
            }
            _ => Vec::new(),
        };
        all.into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
    }
}

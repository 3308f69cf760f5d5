use crate::appeals::nouns::moves::Action;
use crate::appeals::nouns::words::DutyKind;

impl DutyKind {
    /// The moves that a duty asks for, the one that settles it first.
    pub const fn answers(self) -> &'static [Action] {
        match self {
            Self::Accept => &[Action::Accept],
            Self::Assess => &[Action::Assess],
            Self::Acknowledge => &[Action::Acknowledge],
            Self::Contact | Self::Assist => &[Action::Report],
            Self::Handle => &[Action::Complete, Action::Report],
            Self::Review => &[Action::Release],
            Self::Verify => &[Action::Verify],
            Self::FollowUp => &[Action::FollowUp],
            Self::Call => &[Action::Call],
            Self::Plan => &[Action::Plan],
            Self::Approve => &[Action::Approve],
            Self::Rule => &[Action::Rule],
            Self::Slip => &[Action::DoSlip],
            Self::Check => &[Action::CheckSlip],
            Self::Resume => &[Action::Pause],
            Self::ReviewHold => &[Action::Hold],
            Self::ReviewSpecial => &[Action::FollowSpecial],
            Self::Visit => &[Action::OfferVisit],
            Self::Consult => &[Action::Consult],
            Self::Attend => &[Action::Attend],
            Self::AnswerSupervision => &[Action::AnswerSupervision],
            Self::RuleCount => &[Action::RuleCount],
            Self::ReviewListing => &[Action::List],
            Self::Conclude => &[Action::Conclude],
            Self::FillPool => &[],
        }
    }
}

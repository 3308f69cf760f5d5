use super::super::event::{AtUnit, Event};

/// What an event of handling in depth says, and which unit it names.
impl Event {
    /// Where in the vault its main words are.
    pub(in super::super) fn deep_words(&self) -> Option<i64> {
        let kept = match self {
            Self::Planned(event) => &event.goal,
            Self::ExtensionAsked(event) => &event.words,
            Self::HoldAsked(event) => &event.condition,
            Self::IdentityAsked(event) => &event.words,
            Self::Granted(event) => event.words.as_ref()?,
            Self::Refused(event) => &event.words,
            Self::HoldKept(event) => &event.words,
            Self::HoldCleared(event) => &event.words,
            Self::Paused(event) => &event.words,
            Self::Resumed(event) => event.words.as_ref()?,
            Self::Returned(event) => &event.words,
            Self::Ruled(event) => &event.words,
            Self::Reassigned(event) => &event.words,
            Self::Referred(event) => &event.words,
            Self::Recused(event) => &event.words,
            Self::SlipIssued(event) => &event.goal,
            Self::SlipFinished(event) => &event.words,
            Self::SlipChecked(event) => event.words.as_ref()?,
            Self::SlipEnded(event) => &event.words,
            Self::Relaned(event) => &event.words,
            Self::Specialised(event) => &event.words,
            Self::SpecialReviewed(event) => &event.words,
            Self::VisitOffered(event) => &event.words,
            Self::VisitAnswered(event) => event.words.as_ref()?,
            Self::VisitDone(event) => &event.words,
            Self::ConsultOpened(event) => &event.question,
            Self::Opined(event) => &event.words,
            Self::ConsultEnded(event) => &event.words,
            Self::Listed(event) => &event.words,
            Self::Unlisted(event) => &event.words,
            Self::Met(event) => &event.words,
            Self::Attended(event) => &event.words,
            Self::Shared(event) => &event.words,
            Self::Reconsidered(event) => &event.words,
            _ => return None,
        };
        Some(kept.vault)
    }

    /// The unit it names.
    pub(in super::super) const fn deep_names(&self) -> Option<AtUnit> {
        match self {
            Self::Planned(event) => event.approver,
            Self::ExtensionAsked(event) => Some(event.approver),
            Self::HoldAsked(event) => Some(event.approver),
            Self::IdentityAsked(event) => Some(event.approver),
            Self::Returned(event) => Some(event.ruler),
            Self::Ruled(event) => event.to,
            Self::Reassigned(event) => Some(event.to),
            Self::Referred(event) => Some(event.liaison),
            Self::Recused(event) => Some(event.unit),
            Self::HandedOver(event) => Some(event.to),
            Self::SlipIssued(event) => Some(event.to),
            Self::Specialised(event) => Some(event.at),
            Self::VisitOffered(event) => Some(event.by),
            Self::ConsultOpened(event) => Some(event.by),
            Self::Escalated(event) => Some(event.to),
            Self::Shared(event) => Some(event.unit),
            Self::Reconsidered(event) => Some(event.receiver),
            _ => None,
        }
    }
}

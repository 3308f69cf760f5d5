use xianban_kernel::PersonId;

use super::Event;
use crate::appeals::nouns::appeal::Appeal;
use crate::organisation::AtUnit;

impl Appeal {
    /// The unit whose work an event on an order, or a review, is.
    pub fn doer(&self, event: &Event) -> Option<AtUnit> {
        let of = |n: i64| self.orders.iter().find(|order| order.n == n).map(|order| order.unit);
        match event {
            Event::Acknowledged(event) => of(event.order),
            Event::Contacted(event) => of(event.order),
            Event::Reported(event) => of(event.order),
            Event::Released(_)
            | Event::SentBack(_)
            | Event::Verified(_)
            | Event::FollowedUp(_)
            | Event::Called(_) => Some(self.office),
            _ => None,
        }
    }
}

/// What an event of handling in depth says, and which unit it names.
impl Event {
    /// Where in the vault its main words are.
    pub(crate) fn deep_words(&self) -> Option<i64> {
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
    pub(crate) const fn deep_names(&self) -> Option<AtUnit> {
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

impl Event {
    /// Where in the vault its main words are.
    pub fn words(&self) -> Option<i64> {
        let kept = match self {
            Self::Imported(event) => event.reply.as_ref()?,
            Self::Assessed(event) => event.facts.as_ref()?,
            Self::Dispatched(event) => &event.words,
            Self::Contacted(event) => &event.words,
            Self::Reported(event) => &event.words,
            Self::Proposed(event) => &event.words,
            Self::Verified(event) => &event.words,
            Self::FollowedUp(event) => &event.words,
            Self::Rated(event) => event.words.as_ref()?,
            Self::Disowned(event) => event.words.as_ref()?,
            Self::Reworked(event) => &event.words,
            Self::IdentitySeen(event) => &event.reason,
            Self::Called(event) => &event.words,
            Self::Noted(event) => &event.words,
            Self::SentBack(event) | Self::Withdrawn(event) | Self::Supplemented(event) => {
                &event.words
            }
            event => return event.deep_words(),
        };
        Some(kept.vault)
    }

    /// Where in the vault the name of who was there is.
    pub(crate) fn witness(&self) -> Option<i64> {
        let kept = match self {
            Self::FollowedUp(event) => event.witness.as_ref(),
            Self::Rated(event) => event.taken.as_ref()?.witness.as_ref(),
            _ => None,
        };
        kept.map(|kept| kept.vault)
    }

    /// The unit it names.
    pub fn names(&self) -> Option<AtUnit> {
        match self {
            Self::Submitted(event) => Some(event.receiver),
            Self::Accepted(event) => Some(event.receiver),
            Self::Assessed(event) => Some(event.lead),
            Self::Dispatched(event) => Some(event.unit),
            Self::Rated(event) => event.taken.as_ref().map(|taken| taken.unit),
            Self::Disowned(event) => Some(event.unit),
            Self::Reworked(event) => Some(event.leader),
            Self::Urged(event) => Some(event.to),
            Self::IdentitySeen(event) => Some(event.unit),
            Self::Noted(event) => event.unit,
            event => event.deep_names(),
        }
    }
}

impl Appeal {
    /// The account of its applicant, when a resident or firm with one asked.
    pub fn person(&self) -> Option<PersonId> {
        let row = self.applicant.as_deref()?.strip_prefix("resident:")?;
        row.parse().ok().map(PersonId::new)
    }
}

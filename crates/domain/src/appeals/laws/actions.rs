use super::super::*;
use crate::appeals::nouns::Action;

/// The move that writes an event; `None` for what no person's move writes.
pub(super) fn action(appeal: &Appeal, event: &Event) -> Option<Action> {
    Some(match event {
        Event::Accepted(_) => Action::Accept,
        Event::Assessed(_) => Action::Assess,
        Event::Dispatched(_) => Action::Dispatch,
        Event::Acknowledged(_) => Action::Acknowledge,
        Event::Contacted(_) | Event::Reported(_) => Action::Report,
        Event::Proposed(ProposedWords { what: Proposed::Refusal, .. }) => {
            let early = appeal.state.standing() == Standing::Submitted;
            if early { Action::Decline } else { Action::Terminate }
        }
        Event::Proposed(ProposedWords { what: Proposed::Transfer, .. }) => Action::Transfer,
        Event::Proposed(ProposedWords { what: Proposed::Conclusion, .. }) => Action::Conclude,
        Event::Proposed(ProposedWords { what: Proposed::Answer, .. }) => Action::Answer,
        Event::Proposed(ProposedWords { what: Proposed::Result, .. }) => Action::Complete,
        Event::Released(_) => Action::Release,
        Event::SentBack(_) => Action::SendBack,
        Event::Verified(_) => Action::Verify,
        Event::FollowedUp(_) => Action::FollowUp,
        Event::Rated(_) => Action::Rate,
        Event::Disowned(_) => Action::Disown,
        Event::Reworked(_) => Action::Rework,
        Event::Withdrawn(_) => Action::Withdraw,
        Event::Noted(_) => Action::Note,
        Event::Supplemented(_) => Action::Supplement,
        Event::Published(_) => Action::Publish,
        Event::Urged(_) => Action::Urge,
        Event::IdentitySeen(_) => Action::ReadIdentity,
        Event::Called(_) => Action::Call,
        Event::Submitted(_)
        | Event::Imported(_)
        | Event::Closed(_)
        | Event::Undelivered(_)
        | Event::Carded(_)
        | Event::Erased(_)
        | Event::Whistled(_)
        | Event::WhistleEnded(_)
        | Event::Attached(_) => return None,
        event => return deep(event),
    })
}

/// Those of handling in depth.
pub(super) const fn deep(event: &Event) -> Option<Action> {
    Some(match event {
        Event::Planned(_) => Action::Plan,
        Event::Granted(_) | Event::Refused(_) => Action::Approve,
        Event::ExtensionAsked(_) => Action::Extend,
        Event::IdentityAsked(_) => Action::ReadIdentity,
        Event::HoldAsked(_) | Event::HoldKept(_) | Event::HoldCleared(_) => Action::Hold,
        Event::Paused(_) | Event::Resumed(_) => Action::Pause,
        Event::Returned(_) => Action::ReturnOrder,
        Event::Ruled(_) => Action::Rule,
        Event::Reassigned(_) => Action::Reassign,
        Event::Assigned(_) => Action::Assign,
        Event::Referred(_) => Action::Refer,
        Event::Recused(_) => Action::Recuse,
        Event::SlipIssued(_) | Event::SlipEnded(_) => Action::IssueSlip,
        Event::SlipTaken(_) | Event::SlipFinished(_) => Action::DoSlip,
        Event::SlipChecked(_) => Action::CheckSlip,
        Event::Relaned(_) => Action::Relane,
        Event::Specialised(_) => Action::Specialise,
        Event::SpecialReviewed(_) => Action::FollowSpecial,
        Event::VisitOffered(_) | Event::VisitDone(_) => Action::OfferVisit,
        Event::VisitAnswered(_) => Action::AnswerVisit,
        Event::ConsultOpened(_) | Event::ConsultEnded(_) => Action::Consult,
        Event::Listed(_) | Event::Unlisted(_) => Action::List,
        Event::Met(_) => Action::Meet,
        Event::Attended(_) => Action::Attend,
        Event::Supervised(_) => Action::Supervise,
        Event::SupervisionAnswered(_) => Action::AnswerSupervision,
        Event::CountObjected(_) => Action::ObjectCount,
        Event::CountRuled(_) => Action::RuleCount,
        Event::Shared(_) => Action::Share,
        Event::Split(_) => Action::Split,
        Event::Reconsidered(_) => Action::Reconsider,
        Event::Undone(_) => Action::Undo,
        _ => return None,
    })
}

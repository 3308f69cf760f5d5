//! What can happen to an appeal. Each group of events has a file with its payloads; only this one knows
//! all of them.

pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod from_seat;
pub(crate) mod intake;
pub(crate) mod orders;
pub(crate) mod parts;
pub(crate) mod people;
pub(crate) mod reply;
pub(crate) mod rounds;
pub(crate) mod slips;
pub(crate) mod study;
pub(crate) mod told;
pub(crate) mod undone;
pub(crate) mod words;

pub use clock::{
    Attended, Escalated, ExtensionAsked, Granted, HoldAsked, HoldCleared, HoldKept, Paused,
    PoolEmpty, Refused, Resumed, RulesChanged, Urged,
};
pub use files::Attached;
pub(crate) use from_seat::{FromSeat, seat_of_another};
pub use intake::{Accepted, Imported, Source, Submitted};
pub use orders::{
    Assigned, Dispatched, HandedOver, OfOrder, OrderWords, Reassigned, Recused, Referred, Returned,
    Ruled,
};
pub use parts::Part;
pub(crate) use parts::Value;
pub use people::{
    Called, ConsultEnded, ConsultOpened, Contacted, IdentityAsked, IdentitySeen, Met, OfVisit,
    Opined, Through, Undelivered, VisitAnswered, VisitDone, VisitOffered,
};
pub use reply::{Noted, ProposedWords, Published, Released, Verified};
pub use rounds::{
    AfterRating, ClosedUnrated, Disowned, Erased, ErasureGround, FollowedUp, Rated, Reconsidered,
    Reworked, Split, TakenDown,
};
pub use slips::{OfSlip, SlipChecked, SlipEnded, SlipFinished, SlipIssued};
pub use study::{
    About, Assessed, Listed, Planned, Relaned, Shared, SpecialReviewed, Specialised, Unlisted,
};
pub use undone::{Snapshot, Undone};
pub use words::Words;

use serde::Serialize;
use xianban_kernel::Problem;

use super::card::Carded;

/// What can happen to an appeal. The trail stores each under its kind and version; a version, once
/// written, is read for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was filed.
    Submitted(Box<Submitted>),
    /// It was brought in from another platform, closed when it was replied to there.
    Imported(Imported),
    /// The receiving unit took it on (接单).
    Accepted(Accepted),
    /// Nature, list and lead unit are settled (研判).
    Assessed(Assessed),
    /// One more unit helps.
    Dispatched(Dispatched),
    /// A unit has taken its order (签收).
    Acknowledged(OfOrder),
    /// The applicant was spoken to (先行联系).
    Contacted(Contacted),
    /// An assisting unit says what it did.
    Reported(OrderWords),
    /// A reply or refusal was written and waits for review.
    Proposed(ProposedWords),
    /// Review let it go out (审核).
    Released(Released),
    /// Review returned it.
    SentBack(Words),
    /// Somebody outside the handling looked on site (核查).
    Verified(Verified),
    /// The applicant was asked how it went (回访).
    FollowedUp(FollowedUp),
    /// The applicant rated the reply.
    Rated(Rated),
    /// The applicant said that a rating which staff took down is not his.
    Disowned(Disowned),
    /// The applicant wants another round (再接单).
    Reworked(Reworked),
    /// The rating window ran out.
    Closed(ClosedUnrated),
    /// The applicant took it back.
    Withdrawn(Words),
    /// An internal note on progress.
    Noted(Noted),
    /// A note was put before the applicant by a second person.
    Published(Published),
    /// The applicant added words.
    Supplemented(Words),
    /// The applicant urged (催办).
    Urged(Urged),
    /// Staff saw who the applicant is.
    IdentitySeen(IdentitySeen),
    /// A notice did not arrive.
    Undelivered(Undelivered),
    /// The applicant was rung up instead.
    Called(Called),
    /// A duty's yellow or red moment passed.
    Carded(Carded),
    /// Values were destroyed on a person's request.
    Erased(Erased),
    /// Files that came with the event before.
    Attached(Attached),
    /// A plan was written (方案).
    Planned(Planned),
    /// The lead unit asks for more time (延期).
    ExtensionAsked(ExtensionAsked),
    /// The lead unit asks for a place on the hold list (挂账).
    HoldAsked(HoldAsked),
    /// Somebody asks to look at an applicant who is a minor.
    IdentityAsked(IdentityAsked),
    /// A superior agreed.
    Granted(Granted),
    /// A superior did not agree.
    Refused(Refused),
    /// A look at the hold list: it stays.
    HoldKept(HoldKept),
    /// Off the hold list (销账).
    HoldCleared(HoldCleared),
    /// The handling clock stands.
    Paused(Paused),
    /// The handling clock runs again.
    Resumed(Resumed),
    /// A unit returned an order (退单).
    Returned(Returned),
    /// The level above ruled (裁定).
    Ruled(Ruled),
    /// An order went to another unit (改派).
    Reassigned(Reassigned),
    /// An order was given to a colleague.
    Assigned(Assigned),
    /// A body outside is asked through a unit of ours.
    Referred(Referred),
    /// A unit turned out to be the one complained of (回避).
    Recused(Recused),
    /// A task slip was sent (任务单).
    SlipIssued(SlipIssued),
    /// A task slip was taken on.
    SlipTaken(OfSlip),
    /// A task was done.
    SlipFinished(SlipFinished),
    /// Somebody else looked at it.
    SlipChecked(SlipChecked),
    /// A task slip was called off.
    SlipEnded(SlipEnded),
    /// The lane was changed.
    Relaned(Relaned),
    /// The special channel was taken (专事转办).
    Specialised(Specialised),
    /// The named person looked at it.
    SpecialReviewed(SpecialReviewed),
    /// A home visit was offered (预约上门).
    VisitOffered(VisitOffered),
    /// The applicant answered the offer.
    VisitAnswered(VisitAnswered),
    /// The visit was made.
    VisitDone(VisitDone),
    /// Experts were asked (专家会诊).
    ConsultOpened(ConsultOpened),
    /// An expert answered.
    Opined(Opined),
    /// The opinions were summed up.
    ConsultEnded(ConsultEnded),
    /// Put on a list (挂牌).
    Listed(Listed),
    /// Taken off a list.
    Unlisted(Unlisted),
    /// A visit on site, a hearing or a joint meeting took place.
    Met(Met),
    /// Nobody is left who may review or ask.
    PoolEmpty(PoolEmpty),
    /// An overdue duty came before a superior.
    Escalated(Escalated),
    /// The superior looked into it.
    Attended(Attended),
    /// A unit without a part may read it.
    Shared(Shared),
    /// A second matter became an appeal of its own.
    Split(Split),
    /// The applicant objected to a refusal (复核).
    Reconsidered(Reconsidered),
    /// A move was taken back at once.
    Undone(Undone),
    /// A unit was abolished, and its successor goes on (移交).
    HandedOver(HandedOver),
    /// Later rules count for it in part.
    RulesChanged(RulesChanged),
}

/// Kind and version of every event: as the trail names it, and back.
macro_rules! kinds {
    ($($case:ident = $kind:literal),+ $(,)?) => {
        impl Event {
            /// Kind with version, as the trail stores it.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$case(_) => $kind),+ }
            }

            /// Reads what the trail stored.
            pub fn decode(kind: &str, payload: &str) -> Result<Self, Problem> {
                let read = match kind {
                    $($kind => serde_json::from_str(payload).map(Self::$case),)+
                    _ => return Err(Problem::broken(format!("unknown event kind {kind}"))),
                };
                read.map_err(|error| Problem::broken(format!("event {kind}: {error}")))
            }
        }

        /// The payload alone: the kind stands in its own column.
        impl Serialize for Event {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$case(event) => event.serialize(to)),+ }
            }
        }
    };
}

kinds! {
    Submitted = "submitted.1",
    Imported = "imported.1",
    Accepted = "accepted.1",
    Assessed = "assessed.1",
    Dispatched = "dispatched.1",
    Acknowledged = "acknowledged.1",
    Contacted = "contacted.1",
    Reported = "reported.1",
    Proposed = "proposed.1",
    Released = "released.1",
    SentBack = "sent_back.1",
    Verified = "verified.1",
    FollowedUp = "followed_up.1",
    Rated = "rated.1",
    Disowned = "disowned.1",
    Reworked = "reworked.1",
    Closed = "closed.1",
    Withdrawn = "withdrawn.1",
    Noted = "noted.1",
    Published = "published.1",
    Supplemented = "supplemented.1",
    Urged = "urged.1",
    IdentitySeen = "identity_seen.1",
    Undelivered = "undelivered.1",
    Called = "called.1",
    Carded = "carded.1",
    Erased = "erased.1",
    Attached = "attached.1",
    Planned = "planned.1",
    ExtensionAsked = "extension_asked.1",
    HoldAsked = "hold_asked.1",
    IdentityAsked = "identity_asked.1",
    Granted = "granted.1",
    Refused = "refused.1",
    HoldKept = "hold_kept.1",
    HoldCleared = "hold_cleared.1",
    Paused = "paused.1",
    Resumed = "resumed.1",
    Returned = "returned.1",
    Ruled = "ruled.1",
    Reassigned = "reassigned.1",
    Assigned = "assigned.1",
    Referred = "referred.1",
    Recused = "recused.1",
    SlipIssued = "slip_issued.1",
    SlipTaken = "slip_taken.1",
    SlipFinished = "slip_finished.1",
    SlipChecked = "slip_checked.1",
    SlipEnded = "slip_ended.1",
    Relaned = "relaned.1",
    Specialised = "specialised.1",
    SpecialReviewed = "special_reviewed.1",
    VisitOffered = "visit_offered.1",
    VisitAnswered = "visit_answered.1",
    VisitDone = "visit_done.1",
    ConsultOpened = "consult_opened.1",
    Opined = "opined.1",
    ConsultEnded = "consult_ended.1",
    Listed = "listed.1",
    Unlisted = "unlisted.1",
    Met = "met.1",
    PoolEmpty = "pool_empty.1",
    Escalated = "escalated.1",
    Attended = "attended.1",
    Shared = "shared.1",
    Split = "split.1",
    Reconsidered = "reconsidered.1",
    Undone = "undone.1",
    HandedOver = "handed_over.1",
    RulesChanged = "rules_changed.1",
}

impl Event {
    /// Whether it only adds: words, cards and work done never make another person's form stale.
    pub const fn only_adds(&self) -> bool {
        matches!(
            self,
            Self::Contacted(_)
                | Self::Reported(_)
                | Self::FollowedUp(_)
                | Self::Noted(_)
                | Self::Published(_)
                | Self::Supplemented(_)
                | Self::Urged(_)
                | Self::IdentitySeen(_)
                | Self::IdentityAsked(_)
                | Self::Undelivered(_)
                | Self::Called(_)
                | Self::Carded(_)
                | Self::RulesChanged(_)
                | Self::Erased(_)
                | Self::Attached(_)
                | Self::SlipTaken(_)
                | Self::SlipFinished(_)
                | Self::VisitAnswered(_)
                | Self::Opined(_)
                | Self::Met(_)
                | Self::Shared(_)
                | Self::PoolEmpty(_)
                | Self::Escalated(_)
                | Self::Attended(_)
                | Self::SpecialReviewed(_)
        )
    }
}

//! What can happen to an appeal. Each group of events has a file with its payloads, and each payload says
//! all that is asked of an event ([`Happening`]); only this file knows all of them.

mod asks;
mod clock;
mod contact;
mod counting;
mod disputes;
mod experts;
mod folds;
pub(crate) mod from_seat;
mod happening;
mod intake;
mod kept;
mod lists;
mod orders;
mod overdue;
mod parts;
mod reply;
mod rounds;
mod slips;
mod study;
mod supervisions;
mod told;
mod visits;
mod whistles;

pub use asks::{ExtensionAsked, Granted, HoldAsked, IdentityAsked, Refused};
pub use clock::{HoldCleared, HoldKept, Paused, Resumed, RulesChanged};
pub use contact::{Called, Contacted, IdentitySeen, Through, Undelivered};
pub use counting::{CountObjected, CountRuled};
pub use disputes::{Recused, Returned, Ruled};
pub use experts::{ConsultEnded, ConsultOpened, Opined};
pub(crate) use folds::{Folds, While};
pub(crate) use from_seat::{FromSeat, seat_of_another};
pub use happening::{Enclosed, Happening, Sort};
pub use intake::{Accepted, Imported, Source, Submitted, Supplemented, Withdrawn};
pub use kept::{Attached, Erased, ErasureGround, Undone};
pub use lists::{Listed, Shared, Unlisted};
pub use orders::{Acknowledged, Assigned, Dispatched, HandedOver, Reassigned, Referred, Reported};
pub use overdue::{Attended, Escalated, PoolEmpty, Urged};
pub use parts::Part;
pub(crate) use parts::Value;
pub use reply::{Noted, ProposedWords, Published, Released, SentBack, Verified};
pub use rounds::{
    AfterRating, ClosedUnrated, Disowned, FollowedUp, Rated, Reconsidered, Reworked, Split,
    TakenDown,
};
pub use slips::{SlipChecked, SlipEnded, SlipFinished, SlipIssued, SlipTaken};
pub use study::{About, Assessed, Planned, Relaned, SpecialReviewed, Specialised};
pub use supervisions::{Supervised, SupervisionAnswered};
pub(crate) use told::Told;
pub use told::{Line, Reader, Telling, Tone, seat};
pub use visits::{Met, OfVisit, VisitAnswered, VisitDone, VisitOffered};
pub use whistles::{WhistleEnded, Whistled};

use serde::Serialize;
use xianban_kernel::{Moment, Problem};

use super::appeal::{Appeal, Hand};
use super::card::Carded;
use crate::dossier::Kept;
use crate::organisation::AtUnit;

/// Declares the events, and asks each payload for what it says of itself.
macro_rules! events {
    ($($(#[doc = $said:literal])+ $case:ident($payload:ty),)+) => {
        /// What can happen to an appeal. The trail stores each under its kind and version; a version, once
        /// written, is read for ever.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Event {
            $($(#[doc = $said])+ $case($payload)),+
        }

        impl Event {
            /// The kinds of all of them, in order.
            #[cfg(test)]
            pub(crate) const KINDS: &[&str] = &[$(<$payload as Happening>::SORT.kind),+];

            /// Reads what the trail stored.
            pub fn decode(kind: &str, payload: &str) -> Result<Self, Problem> {
                $(if kind == <$payload as Happening>::SORT.kind {
                    let read = serde_json::from_str(payload).map(Self::$case);
                    return read.map_err(|error| Problem::broken(format!("event {kind}: {error}")));
                })+
                Err(Problem::broken(format!("unknown event kind {kind}")))
            }

            /// Who but staff sees the files that come with events of a kind.
            pub(crate) fn encloses(kind: &str) -> Option<Enclosed> {
                $(if kind == <$payload as Happening>::SORT.kind {
                    return Some(<$payload as Happening>::SORT.files);
                })+
                None
            }

            /// Of what sort it is.
            pub const fn sort(&self) -> Sort {
                match self { $(Self::$case(_) => <$payload as Happening>::SORT),+ }
            }

            /// What part in the appeal it gives to whoever did it.
            pub(crate) fn hand(&self) -> Option<Hand> {
                match self { $(Self::$case(event) => event.hand()),+ }
            }

            fn main_words(&self) -> Option<&Kept> {
                match self { $(Self::$case(event) => event.words()),+ }
            }

            /// The unit it names, or whose work it is.
            pub fn names(&self, appeal: &Appeal) -> Option<AtUnit> {
                match self { $(Self::$case(event) => event.names(appeal)),+ }
            }

            /// Does to the appeal what it says; `None` when it does not fit, and the appeal is of no use then.
            pub(crate) fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
                let during = match self { $(Self::$case(_) => <$payload as Folds>::WHILE),+ };
                if !during.holds(&appeal.state) {
                    return None;
                }
                match self { $(Self::$case(event) => event.fold(appeal, now, by)),+ }
            }

            /// What staff read of it; `None` where the trace has no line for it.
            pub fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
                match self { $(Self::$case(event) => event.for_staff(of)),+ }
            }

            /// What the applicant reads of it, and everybody with him; `None` for what stays inside.
            pub fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
                match self { $(Self::$case(event) => event.for_applicant(of)),+ }
            }

            fn written(&self) -> Vec<(Part, Option<Value<'_>>)> {
                match self { $(Self::$case(event) => event.parts()),+ }
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

events! {
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
    Acknowledged(Acknowledged),
    /// The applicant was spoken to (先行联系).
    Contacted(Contacted),
    /// An assisting unit says what it did.
    Reported(Reported),
    /// A reply or refusal was written and waits for review.
    Proposed(ProposedWords),
    /// Review let it go out (审核).
    Released(Released),
    /// Review returned it.
    SentBack(SentBack),
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
    Withdrawn(Withdrawn),
    /// An internal note on progress.
    Noted(Noted),
    /// A note was put before the applicant by a second person.
    Published(Published),
    /// The applicant added words.
    Supplemented(Supplemented),
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
    SlipTaken(SlipTaken),
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
    /// A superior urged whoever has it (督办).
    Supervised(Supervised),
    /// What superiors urged was answered.
    SupervisionAnswered(SupervisionAnswered),
    /// A unit objects to how it is counted (计数异议).
    CountObjected(CountObjected),
    /// Somebody without a part in it ruled on that.
    CountRuled(CountRuled),
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
    /// A whistle called a unit to it (吹哨).
    Whistled(Whistled),
    /// What the whistle brought about for one unit.
    WhistleEnded(WhistleEnded),
    /// Later rules count for it in part.
    RulesChanged(RulesChanged),
}

impl Event {
    /// Kind with version, as the trail stores it.
    pub const fn kind(&self) -> &'static str {
        self.sort().kind
    }

    /// Whether it only adds.
    pub const fn only_adds(&self) -> bool {
        self.sort().only_adds
    }

    /// Where in the vault its main words are.
    pub fn words(&self) -> Option<i64> {
        self.main_words().map(|kept| kept.vault)
    }

    /// What was written with it beside its main words, in the order of its form.
    pub(crate) fn parts(&self) -> Vec<(Part, Value<'_>)> {
        self.written().into_iter().filter_map(|(part, value)| Some((part, value?))).collect()
    }

    /// Whether another round begins with it: what was replied before belongs to an earlier one.
    pub fn begins_round(&self) -> bool {
        let rated_again = |rated: &Rated| matches!(rated.then, AfterRating::Round { .. });
        matches!(self, Self::Reworked(_)) || matches!(self, Self::Rated(it) if rated_again(it))
    }

    /// Where in the vault the name of who was there is, when an answer or a rating was taken down.
    pub(crate) fn witness(&self) -> Option<i64> {
        let kept = if let Self::Rated(event) = self {
            event.taken.as_ref()?.witness.as_ref()
        } else if let Self::FollowedUp(event) = self {
            event.witness.as_ref()
        } else {
            None
        };
        kept.map(|kept| kept.vault)
    }
}

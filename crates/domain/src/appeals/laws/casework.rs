//! Events of handling in depth, as chance makes them.

use crate::appeals::nouns::DutyKind;
use xianban_kernel::{DossierId, Moment, StaffId, TimeLimit};

use super::*;
use super::{Dice, Event, HANDLERS, UnitKind};
use crate::rules::{Evidence, Lane};

/// How many kinds there are; taking a move back is a story of its own.
pub(super) const KINDS: usize = 46;

/// Whether an event belongs here.
pub(super) fn is_deep(event: &Event) -> bool {
    actions::deep(event).is_some()
        || matches!(event, Event::Opined(_) | Event::Escalated(_) | Event::PoolEmpty(_))
        || matches!(event, Event::Whistled(_) | Event::WhistleEnded(_))
}

pub(super) fn assessment(dice: &mut Dice) -> Assessment {
    Assessment {
        jurisdiction: dice.maybe(|dice| dice.of(Jurisdiction::ALL)),
        level: dice.maybe(|dice| dice.of(Level::ALL)),
        mode: dice.maybe(|dice| dice.of(Mode::ALL)),
        risk: dice.maybe(|dice| dice.of(Risk::ALL)),
        against: dice.maybe(|dice| dice.unit(HANDLERS)),
        cause: dice.maybe(Dice::kept),
        course: dice.maybe(Dice::kept),
        plan: dice.coin(),
    }
}

/// Superiors, as the verbs choose them.
const SUPERIORS: &[UnitKind] =
    &[UnitKind::Community, UnitKind::StreetOffice, UnitKind::District, UnitKind::PlatformOffice];

impl Dice {
    /// A number of a row: mostly one that is there.
    fn n(&mut self) -> i64 {
        1 + i64::try_from(self.below(2)).unwrap()
    }

    /// A moment some time in the spring of 2026.
    pub(super) fn soon(&mut self) -> Moment {
        let minutes = i64::try_from(self.below(90 * 24 * 60)).unwrap();
        Moment::parse("2026-03-02T09:00:00+08:00").unwrap().plus_millis(minutes * 60_000)
    }

    fn staff(&mut self) -> StaffId {
        StaffId::new(1 + i64::try_from(self.below(3)).unwrap())
    }
}

/// An event of the `n`th kind.
pub(super) fn event(n: usize, dice: &mut Dice) -> Event {
    match n {
        0 => Event::Planned(Planned {
            nature: dice.kept(),
            responsibility: dice.kept(),
            limit: dice.soon(),
            procedure: dice.kept(),
            goal: dice.kept(),
            approver: dice.maybe(|dice| dice.unit(SUPERIORS)),
        }),
        1 => {
            let add = dice.of(&[TimeLimit::WorkingDays(7), TimeLimit::Hours(5)]);
            let (words, approver) = (dice.kept(), dice.unit(SUPERIORS));
            Event::ExtensionAsked(ExtensionAsked { add, words, approver })
        }
        2 => {
            let (condition, review_on) = (dice.kept(), dice.soon());
            Event::HoldAsked(HoldAsked { condition, review_on, approver: dice.unit(SUPERIORS) })
        }
        3 => Event::Granted(Granted { ask: dice.n(), words: dice.maybe(Dice::kept) }),
        4 => Event::Refused(Refused { ask: dice.n(), words: dice.kept() }),
        5 => Event::HoldKept(HoldKept { review_on: dice.soon(), words: dice.kept() }),
        6 => Event::HoldCleared(HoldCleared { words: dice.kept() }),
        7 => {
            let (reason, until) = (dice.text(), dice.soon());
            Event::Paused(Paused { reason, until, words: dice.kept() })
        }
        8 => Event::Resumed(Resumed { words: dice.maybe(Dice::kept) }),
        n => on_orders(n, dice),
    }
}

fn on_orders(n: usize, dice: &mut Dice) -> Event {
    let order = dice.n();
    match n {
        9 => Event::Returned(Returned {
            order,
            reason: dice.text(),
            words: dice.kept(),
            suggested: dice.maybe(|dice| dice.unit(HANDLERS)),
            ruler: dice.unit(SUPERIORS),
        }),
        10 => {
            let (dispute, to) = (dice.n(), dice.maybe(|dice| dice.unit(HANDLERS)));
            let (words, overridden) = (dice.kept(), dice.maybe(Dice::kept));
            Event::Ruled(Ruled { dispute, to, words, overridden })
        }
        11 => {
            let (to, words) = (dice.unit(HANDLERS), dice.kept());
            Event::Reassigned(Reassigned { order, to, words, overridden: dice.maybe(Dice::kept) })
        }
        12 => Event::Assigned(Assigned { order, person: dice.maybe(Dice::staff) }),
        13 => {
            let (liaison, body) = (dice.unit(HANDLERS), dice.kept());
            Event::Referred(Referred { liaison, body, words: dice.kept() })
        }
        14 => {
            let (unit, lead) = (dice.unit(HANDLERS), dice.maybe(|dice| dice.unit(HANDLERS)));
            let (words, overridden) = (dice.kept(), dice.maybe(Dice::kept));
            Event::Recused(Recused { unit, lead, words, overridden })
        }
        15 => Event::SlipIssued(SlipIssued {
            order,
            to: dice.unit(HANDLERS),
            person: dice.maybe(Dice::staff),
            goal: dice.kept(),
            limit: dice.soon(),
            evidence: dice.of(Evidence::ALL),
        }),
        16 => Event::SlipTaken(SlipTaken { slip: order }),
        17 => Event::SlipFinished(SlipFinished { slip: order, words: dice.kept() }),
        18 => {
            let (good, limit) = (dice.coin(), dice.maybe(Dice::soon));
            let words = dice.maybe(Dice::kept);
            Event::SlipChecked(SlipChecked { slip: order, good, limit, words })
        }
        19 => Event::SlipEnded(SlipEnded { slip: order, words: dice.kept() }),
        n => beside(n, dice),
    }
}

fn beside(n: usize, dice: &mut Dice) -> Event {
    match n {
        20 => {
            let (lane, not_before) = (dice.of(Lane::ALL), dice.soon());
            Event::Relaned(Relaned { lane, not_before, words: dice.kept() })
        }
        21 => Event::Specialised(Specialised {
            person: dice.staff(),
            at: dice.unit(HANDLERS),
            review_on: dice.soon(),
            not_before: dice.soon(),
            words: dice.kept(),
        }),
        22 => {
            let (words, review_on) = (dice.kept(), dice.soon());
            Event::SpecialReviewed(SpecialReviewed { words, review_on })
        }
        23 => {
            let (by, at) = (dice.unit(HANDLERS), dice.soon());
            Event::VisitOffered(VisitOffered { by, at, words: dice.kept() })
        }
        24 => {
            let (visit, agreed) = (dice.n(), dice.coin());
            Event::VisitAnswered(VisitAnswered { visit, agreed, words: dice.maybe(Dice::kept) })
        }
        25 => Event::VisitDone(VisitDone { visit: dice.n(), words: dice.kept() }),
        26 => {
            let (by, question) = (dice.unit(HANDLERS), dice.kept());
            let (until, experts) = (dice.soon(), vec![1, 2]);
            Event::ConsultOpened(ConsultOpened { by, question, until, experts })
        }
        27 => {
            let (consult, expert) = (dice.n(), dice.n());
            Event::Opined(Opined {
                consult,
                expert,
                name: dice.maybe(Dice::kept),
                words: dice.kept(),
            })
        }
        28 => Event::ConsultEnded(ConsultEnded { consult: dice.n(), words: dice.kept() }),
        n => lists(n, dice),
    }
}

fn lists(n: usize, dice: &mut Dice) -> Event {
    match n {
        29 => {
            let (why, until, by) = (dice.of(Why::ALL), dice.maybe(Dice::soon), None);
            Event::Listed(Listed { why, until, by, words: dice.kept() })
        }
        30 => Event::Unlisted(Unlisted { why: dice.of(Why::ALL), words: dice.kept() }),
        31 => {
            let (what, held_at) = (dice.of(Measure::ALL), dice.soon());
            Event::Met(Met { what, held_at, who: dice.kept(), words: dice.kept() })
        }
        32 => {
            let (duty, to) = ("handle.1.0".to_owned(), dice.unit(SUPERIORS));
            Event::Escalated(Escalated { duty, to })
        }
        33 => Event::Attended(Attended { escalation: dice.n(), words: dice.kept() }),
        34 => Event::Shared(Shared { unit: dice.unit(HANDLERS), words: dice.kept() }),
        35 => Event::Split(Split { child: DossierId::new(dice.number()), no: dice.text() }),
        36 => {
            let (words, receiver) = (dice.kept(), dice.unit(RECEIVERS));
            Event::Reconsidered(Reconsidered { words, receiver })
        }
        37 => {
            let duty = dice.of(&[DutyKind::Review, DutyKind::FollowUp]);
            Event::PoolEmpty(PoolEmpty { duty })
        }
        38 => {
            let (by, words, approver) = (dice.staff(), dice.kept(), dice.unit(SUPERIORS));
            Event::IdentityAsked(IdentityAsked { by, words, approver })
        }
        39 => Event::Undone(Undone { seq: dice.number() }),
        n => superiors(n, dice),
    }
}

fn superiors(n: usize, dice: &mut Dice) -> Event {
    match n {
        40 => Event::Whistled(Whistled {
            whistle: DossierId::new(7),
            unit: dice.unit(HANDLERS),
            words: dice.kept(),
            overridden: dice.maybe(Dice::kept),
        }),
        41 => {
            let (to, by) = (dice.unit(HANDLERS), format!("staff:{}", dice.staff()));
            Event::Supervised(Supervised { to, by, words: dice.kept() })
        }
        42 => Event::SupervisionAnswered(SupervisionAnswered { words: dice.kept() }),
        43 => Event::CountObjected(CountObjected {
            wanted: dice.of(Counting::ALL),
            reason: dice.of(CountReason::ALL),
            unit: dice.unit(HANDLERS),
            words: dice.kept(),
        }),
        44 => {
            let (objection, wanted) = (dice.n(), dice.of(Counting::ALL));
            Event::CountRuled(CountRuled {
                objection,
                wanted,
                granted: dice.coin(),
                words: dice.kept(),
            })
        }
        _ => Event::WhistleEnded(WhistleEnded {
            order: dice.n() + 1,
            end: dice.of(WhistleEnd::ALL),
            words: dice.maybe(Dice::kept),
        }),
    }
}

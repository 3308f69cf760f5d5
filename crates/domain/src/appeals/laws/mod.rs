//! The laws of the fold, under random stories: what the table of moves allows the fold accepts and
//! the other way round, versions, orders, duties, and that every event reads back as it was written.

mod actions;
mod casework;
mod counted;
mod rating;
mod sentences;
mod undoing;

use crate::appeals::nouns::{DutyKind, NoticeKind};
use crate::rooms::vocabulary;
use proptest::prelude::*;
use xianban_kernel::{DossierId, Moment, PlaceId, Role, UnitId};

use super::*;
use crate::dossier::Kept;
use crate::organisation::UnitKind;
use crate::rules::{AppealKind, HandleClass, Lane, RuleBook, RuleSet, Rules, SHIPPED};

/// Numbers to choose with, as proptest drew them: shrinking them shrinks the story. When they run
/// out every choice is the first.
struct Dice(std::vec::IntoIter<u32>);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next().unwrap_or(0)).unwrap() % bound
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Any number, far ones too.
    fn number(&mut self) -> i64 {
        let n = i64::from(self.0.next().unwrap_or(0));
        if self.coin() { n } else { i64::MIN + n }
    }

    fn moment(&mut self) -> Moment {
        Moment::from_millis(self.number())
    }

    fn text(&mut self) -> String {
        self.of(&["", "a", "绿地", "\"\\\n", "\u{0}😀"]).to_owned()
    }

    fn kept(&mut self) -> Kept {
        Kept { vault: self.number(), sm3: self.text() }
    }

    fn maybe<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| some(self))
    }

    fn unit(&mut self, kinds: &[UnitKind]) -> AtUnit {
        AtUnit { unit: UnitId::new(self.number()), kind: self.of(kinds) }
    }

    fn place(&mut self) -> Option<PlaceId> {
        self.maybe(|dice| PlaceId::new(dice.number()))
    }
}

/// The units the verbs let receive, handle, and lead a later round.
const RECEIVERS: &[UnitKind] = &[UnitKind::Community, UnitKind::PlatformOffice];
const HANDLERS: &[UnitKind] = &[
    UnitKind::Community,
    UnitKind::DistrictDepartment,
    UnitKind::StreetOffice,
    UnitKind::StreetDepartment,
    UnitKind::PropertyCompany,
    UnitKind::GridTeam,
];
const LEADERS: &[UnitKind] = &[
    UnitKind::Community,
    UnitKind::DistrictDepartment,
    UnitKind::StreetOffice,
    UnitKind::StreetDepartment,
    UnitKind::PlatformOffice,
];

fn submitted(dice: &mut Dice) -> Submitted {
    Submitted {
        no: dice.text(),
        query: dice.text(),
        kind: dice.of(AppealKind::ALL),
        origin: dice.of(Origin::ALL),
        rules: 1,
        applicant: dice.maybe(Dice::text),
        place: dice.place(),
        receiver: dice.unit(RECEIVERS),
        office: dice.unit(&[UnitKind::PlatformOffice]),
        tile: dice.maybe(Dice::text),
        lane: dice.of(Lane::ALL),
        public: dice.coin(),
        minor: dice.coin(),
        title: dice.kept(),
        text: dice.kept(),
        where_said: dice.maybe(Dice::kept),
        contact: dice.maybe(Dice::kept),
        parent: dice.maybe(|dice| DossierId::new(dice.number())),
        beside: dice.maybe(Dice::kept),
    }
}

fn filed_at(at: Moment, dice: &mut Dice) -> Appeal {
    Appeal::begin(370_212, DossierId::new(1), at, "resident:1", &submitted(dice))
}

/// How many kinds of event there are.
const KINDS: usize = FIRST_LOOP + casework::KINDS;

/// Those of the first loop.
const FIRST_LOOP: usize = 29;

/// An event of the `n`th kind, with orders numbered from 1 to 3.
fn event(n: usize, dice: &mut Dice) -> Event {
    let order = 1 + i64::try_from(dice.below(3)).unwrap();
    let rework_until = dice.moment();
    match n {
        0 => Event::Submitted(Box::new(submitted(dice))),
        1 => Event::Accepted(Accepted {
            place: dice.place(),
            receiver: dice.unit(RECEIVERS),
            assessor: dice.maybe(|dice| dice.unit(&[UnitKind::PlatformOffice])),
        }),
        2 => Event::Assessed(Assessed {
            list: dice.text(),
            matter: dice.text(),
            class: dice.of(HandleClass::ALL),
            lane: dice.of(Lane::ALL),
            facts: dice.maybe(Dice::kept),
            lead: dice.unit(HANDLERS),
            overridden: dice.maybe(Dice::kept),
            more: casework::assessment(dice),
        }),
        3 => Event::Dispatched(Dispatched {
            unit: dice.unit(HANDLERS),
            words: dice.kept(),
            overridden: dice.maybe(Dice::kept),
        }),
        4 => Event::Acknowledged(Acknowledged { order }),
        5 => Event::Contacted(Contacted {
            order,
            words: dice.kept(),
            through: dice.maybe(|dice| dice.of(Through::ALL)),
        }),
        6 => Event::Reported(Reported { order, words: dice.kept() }),
        7 => Event::Proposed(ProposedWords {
            what: dice.of(Proposed::ALL),
            reason: dice.maybe(Dice::text),
            words: dice.kept(),
            about: dice.maybe(|dice| About { list: dice.text(), matter: dice.text() }),
            due: dice.maybe(Dice::soon),
        }),
        8 => Event::Released(Released { until: dice.moment(), asker: None }),
        9 => Event::SentBack(SentBack { words: dice.kept() }),
        10 => Event::Verified(Verified { solved: dice.coin(), words: dice.kept(), rework_until }),
        11 => Event::FollowedUp(FollowedUp {
            method: dice.text(),
            solved: dice.maybe(Dice::coin),
            satisfied: dice.maybe(Dice::coin),
            words: dice.kept(),
            witness: None,
        }),
        12 => Event::Rated(rating::rated(dice)),
        13 => {
            let (words, leader) = (dice.kept(), dice.unit(LEADERS));
            Event::Reworked(Reworked { words, leader, supervised: dice.coin() })
        }
        14 => Event::Closed(ClosedUnrated { rework_until }),
        _ => event_beside(n, dice),
    }
}

/// The kinds that fit more than one state.
fn event_beside(n: usize, dice: &mut Dice) -> Event {
    match n {
        15 => Event::Withdrawn(Withdrawn { words: dice.kept() }),
        16 => Event::Noted(Noted {
            words: dice.kept(),
            unit: dice.maybe(|dice| dice.unit(HANDLERS)),
            beside: dice.coin(),
        }),
        17 => Event::Published(Published { note: dice.number() }),
        18 => Event::Supplemented(Supplemented { words: dice.kept() }),
        19 => Event::Carded(Carded {
            duty: dice.text(),
            colour: dice.of(&[Colour::Yellow, Colour::Red]),
            due: dice.moment(),
        }),
        20 => Event::Urged(Urged { to: dice.unit(HANDLERS) }),
        21 => Event::IdentitySeen(IdentitySeen {
            unit: dice.unit(HANDLERS),
            role: Role::new("handler"),
            reason: dice.kept(),
        }),
        22 => Event::Undelivered(Undelivered { notice: dice.of(NoticeKind::ALL) }),
        23 => {
            let (reached, again) = (dice.coin(), dice.coin());
            Event::Called(Called { reached, words: dice.kept(), again })
        }
        24 => Event::Imported(import::Imported {
            source: dice.text(),
            external: dice.kept(),
            reply: dice.maybe(Dice::kept),
        }),
        25 => Event::Erased(Erased {
            ground: dice.of(ErasureGround::ALL),
            values: (0..dice.below(4)).map(|_| dice.number()).collect(),
            files: Vec::new(),
        }),
        26 => {
            let (from, to) = (dice.unit(HANDLERS).unit, dice.unit(HANDLERS));
            Event::HandedOver(HandedOver { from, to })
        }
        27 => {
            let version = 2 + i64::try_from(dice.below(3)).unwrap();
            let not_before = (dice.below(2) == 0).then(|| dice.soon());
            Event::RulesChanged(RulesChanged { version, not_before, moved: dice.coin() })
        }
        28 => Event::Disowned(rating::disowned(dice)),
        n => casework::event(n - FIRST_LOOP, dice),
    }
}

/// Whether the table of moves lets the event happen in the appeal's state.
fn in_table(appeal: &Appeal, event: &Event) -> bool {
    let standing = appeal.state.standing();
    match (event, actions::action(appeal, event)) {
        (_, Some(action)) => Move::of(action).unwrap().from.contains(&standing),
        (Event::Submitted(_), None) => false,
        (Event::Imported(_), None) => standing == Standing::Submitted,
        (Event::Closed(_), None) => standing == Standing::FollowingUp,
        (Event::HandedOver(_), None) => appeal.state.is_open(),
        (Event::RulesChanged(event), None) => {
            appeal.state.is_open() && event.version > appeal.rules.as_of
        }
        (_, None) => true,
    }
}

/// Whether what a verb makes sure of before it writes the event is given too.
fn well_made(appeal: &Appeal, event: &Event) -> bool {
    let live = |n: i64| appeal.orders.iter().find(|order| order.n == n && order.is_live());
    match event {
        Event::Acknowledged(event) => {
            live(event.order).is_some_and(|order| order.progress == Progress::Sent)
        }
        Event::Contacted(event) => live(event.order).is_some(),
        Event::Reported(event) => live(event.order).is_some_and(|order| order.part == Part::Assist),
        Event::Proposed(event) => {
            (event.what == Proposed::Refusal) == event.reason.is_some()
                && (event.what == Proposed::Answer || event.about.is_none())
                && (event.what != Proposed::Result || appeal.is_worked_off())
        }
        Event::Released(_) => match &appeal.state {
            State::Reviewing(proposal) => {
                let result = matches!(proposal.what, Proposed::Result | Proposed::Answer);
                appeal.origin.is_rated() || !result
            }
            _ => false,
        },
        Event::Assessed(event) => {
            event.more.against.is_none_or(|against| against.unit != event.lead.unit)
        }
        Event::Called(_) => appeal.call.is_some(),
        Event::Rated(event) => (1..=5).contains(&event.grade),
        Event::Disowned(event) => {
            let reopens = |taken| appeal.closed_by(taken) == event.until.is_some();
            appeal.disownable().is_some_and(reopens)
        }
        Event::Imported(_) => appeal.origin == Origin::OtherPlatform && appeal.version == 1,
        _ => true,
    }
}

pub(super) fn shipped() -> RuleSet {
    let book = RuleBook::of(Rules::parse(SHIPPED, vocabulary()).unwrap()).unwrap();
    book.current(Moment::EPOCH).clone()
}

/// An event for the next step of a story: mostly one that the table allows and that leads on, now
/// and then any.
fn next(appeal: &Appeal, dice: &mut Dice) -> Event {
    let first = dice.below(KINDS);
    if dice.below(8) == 0 {
        return event(first, dice);
    }
    let mut candidates = (first..first + KINDS).map(|n| event(n % KINDS, dice));
    let goes_on =
        |event: &Event| !matches!(event, Event::Withdrawn(_) | Event::Erased(_) | Event::Undone(_));
    let found = candidates.find(|event| in_table(appeal, event) && goes_on(event));
    found.unwrap_or_else(|| event(first, dice))
}

/// What holds of every appeal at every time.
pub(super) fn holds(appeal: &Appeal, set: &RuleSet) {
    let leads = appeal.orders.iter().filter(|o| o.part == Part::Lead && o.is_live()).count();
    let handling = matches!(appeal.state.standing(), Standing::Planning | Standing::Handling);
    assert_eq!(leads, usize::from(handling), "one live lead order while it is worked on");
    assert!(handling || appeal.orders.iter().all(|order| !order.is_live()));
    let owed = duties(appeal, set);
    let leading = duties::next(owed.clone()).is_some();
    assert_eq!(appeal.state.is_open(), leading, "open means that something leads on");
    let calls = owed.iter().filter(|duty| duty.kind == DutyKind::Call).count();
    assert_eq!(calls, usize::from(appeal.call.is_some()), "a call is owed after a failed notice");
    let rulings = owed.iter().filter(|duty| duty.kind == DutyKind::RuleCount).count();
    assert_eq!(rulings, usize::from(appeal.objection().is_some()), "an objection waits for one");
    counted::counted(appeal, set);
    for duty in owed {
        assert!(set.rules.role(&duty.role).is_some(), "{duty:?}");
        assert!(duty.since < duty.yellow && duty.yellow < duty.due.at, "{duty:?}");
    }
}

/// Every unit with a part may be abolished at any time: its successor owes what it owed, and the laws
/// hold.
fn abolishes(appeal: &Appeal, at: Moment, set: &RuleSet) {
    let units = appeal.orders.iter().filter(|order| order.is_live()).map(|order| order.unit);
    let owing = duties(appeal, set).into_iter().map(|duty| duty.unit);
    let parts = units.map(|unit| unit.unit).chain(owing).chain([appeal.receiver.unit]);
    let office = appeal.office.unit;
    for from in parts.filter(|unit| appeal.state.is_open() && *unit != office) {
        let to = AtUnit { unit: UnitId::new(77), kind: kind_of(appeal, from) };
        let event = Event::HandedOver(HandedOver { from, to });
        let after = appeal.clone().after(at, "staff:9", &event).unwrap();
        holds(&after, set);
        let left = duties(&after, set).into_iter().find(|duty| duty.unit == from);
        assert!(left.is_none(), "{left:?} is still owed by a unit that is no more");
        assert_eq!(duties(&after, set).len(), duties(appeal, set).len());
    }
}

fn kind_of(appeal: &Appeal, unit: UnitId) -> UnitKind {
    let orders = appeal.orders.iter().map(|order| order.unit);
    let mut all = orders.chain([appeal.receiver, appeal.assessor, appeal.office]);
    all.find(|at| at.unit == unit).map_or(UnitKind::StreetOffice, |at| at.kind)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_event_reads_back_as_it_was_written(
        n in 0..KINDS,
        dice in prop::collection::vec(any::<u32>(), 48),
    ) {
        let event = event(n, &mut Dice(dice.into_iter()));
        let payload = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(Event::decode(event.kind(), &payload), Ok(event));
    }

    #[test]
    fn every_story_keeps_the_laws(dice in prop::collection::vec(any::<u32>(), 1200)) {
        let (mut dice, set) = (Dice(dice.into_iter()), shipped());
        let mut at = Moment::parse("2026-03-02T09:00:00+08:00").unwrap();
        let mut appeal = filed_at(at, &mut dice);
        holds(&appeal, &set);
        for _ in 0..30 {
            at = at.plus_millis(i64::try_from(dice.below(3 * 24 * 60)).unwrap() * 60_000);
            let event = next(&appeal, &mut dice);
            let deep = casework::is_deep(&event);
            if deep && !in_table(&appeal, &event) {
                continue;
            }
            let fits = in_table(&appeal, &event) && well_made(&appeal, &event);
            let before = appeal.clone();
            let after = appeal.clone().after(at, "staff:1", &event);
            prop_assert!(after.is_ok() == fits || deep, "{:?} on {:?}", event, before);
            let moved = after.is_ok() && !event.only_adds();
            appeal = after.unwrap_or(appeal);
            prop_assert_eq!(appeal.version, before.version + i64::from(moved));
            prop_assert!(!event.only_adds() || appeal.state == before.state);
            holds(&appeal, &set);
            abolishes(&appeal, at, &set);
        }
    }
}

#[test]
fn the_stories_know_every_kind_of_event() {
    let kinds: std::collections::BTreeSet<_> =
        (0..KINDS).map(|n| event(n, &mut Dice(Vec::new().into_iter())).kind()).collect();
    assert_eq!(kinds.len(), KINDS);
}

//! The laws of a consultation, in a small world explored to its last state.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use xianban_kernel::{Moment, UnitId};

use super::agenda::{Part, SignedBy};
use super::event::{
    Answered, Begun, Called, Cancelled, Chosen, Counted, Event, Invited, Invitee, Moved, Proposed,
    Published, SentBack, Settled, SignedIn, Spared, Stated, ToDo, TooFew, Waited, Whistled,
    Written,
};
use super::minutes::{Decision, Next};
use super::noun::Consultation;
use super::show::Silence;
use super::standing::{Standing, Step, diagram};
use crate::dossier::Kept;
use crate::folded::Folded;
use crate::organisation::{AtUnit, UnitKind};
use crate::rooms::vocabulary;
use crate::rules::{RuleBook, RuleSet, Rules, SHIPPED};

/// Who called and writes, and who else reviews.
const CALLER: &str = "staff:1";
const SECOND: &str = "staff:2";
const THIRD: &str = "staff:3";

const AT: Moment = Moment::from_millis(1_795_000_000_000);

fn kept() -> Kept {
    Kept { vault: 1, sm3: String::new() }
}

fn invitee() -> Invitee {
    Invitee { part: Part::Resident, name: kept(), mark: None }
}

fn called() -> Event {
    let at = |unit, kind| AtUnit { unit: UnitId::new(unit), kind };
    Event::Called(Box::new(Called {
        title: kept(),
        agenda: kept(),
        time: AT,
        place: kept(),
        unit: at(1, UnitKind::GridTeam),
        reviewer: at(2, UnitKind::Community),
        about: BTreeSet::new(),
        invited: vec![invitee(), invitee()],
    }))
}

/// Every event, with whatever in it makes a difference.
fn events() -> Vec<Event> {
    let mut events = vec![
        called(),
        Event::Invited(Invited { invited: vec![invitee()] }),
        Event::Moved(Moved { time: AT, place: None, why: kept() }),
        Event::Cancelled(Cancelled { why: kept() }),
        Event::Begun(Begun {}),
        Event::TooFew(TooFew { came: 0, quorum: 2 }),
        Event::Waited(Waited {}),
        Event::SentBack(SentBack { why: kept() }),
        Event::Attached(super::event::Attached { files: Vec::new() }),
    ];
    for n in 1..=3 {
        events.push(Event::SignedIn(SignedIn { n, how: SignedBy::Himself }));
        events.push(Event::Stated(Stated { by: n, words: kept() }));
        events.push(Event::Proposed(Proposed { by: n, words: kept() }));
        for objection in [None, Some(kept())] {
            events.push(Event::Answered(Answered { n, objection, on_paper: false }));
        }
    }
    for (approve, oppose) in [(1, 0), (1, 1), (5, 0), (-1, 1)] {
        events.push(Event::Counted(Counted { proposal: 1, approve, oppose }));
    }
    for decision in Decision::ALL {
        for n in 0..=1 {
            let to_do = |who| ToDo { words: kept(), who, due: AT };
            let agreements = (1..=n).map(to_do).collect();
            events.push(Event::Written(Written { words: kept(), decision: *decision, agreements }));
        }
    }
    for kept_to in [true, false] {
        events.push(Event::Published(Published { public: kept_to }));
        for agreement in 1..=2 {
            let event = Settled { agreement, kept: kept_to, words: kept() };
            events.push(Event::Settled(event));
        }
    }
    let community = AtUnit { unit: UnitId::new(2), kind: UnitKind::Community };
    for community in [None, Some(community)] {
        events.push(Event::Chosen(Chosen { next: Next::Whistle, words: kept(), community }));
    }
    events.push(Event::Whistled(Whistled { whistle: xianban_kernel::DossierId::new(9) }));
    events.push(Event::Spared(Spared { words: kept() }));
    events
}

/// The same without what only grows and changes nothing that may be done.
fn alike(mut of: Consultation) -> Consultation {
    of.meeting.moved = 0;
    of.statements.clear();
    of.proposals.clear();
    of.objections.truncate(1);
    of.objections.iter_mut().for_each(|one| (one.n, one.edition) = (1, 1));
    of.why = None;
    if let Some(minutes) = &mut of.minutes {
        minutes.edition = 1;
        minutes.answers.sort_by_key(|answer| answer.n);
    }
    of
}

fn key(of: &Consultation) -> String {
    serde_json::to_string(of).unwrap()
}

type World = BTreeMap<String, (Consultation, BTreeSet<String>)>;

/// Every state, with those it leads to.
static WORLD: LazyLock<World> = LazyLock::new(explored);

fn world() -> &'static World {
    &WORLD
}

fn explored() -> World {
    let first = alike(Consultation::begin(AT, CALLER, &called()).unwrap());
    let (mut found, mut open) = (BTreeMap::new(), vec![first]);
    let events = events();
    while let Some(state) = open.pop() {
        if found.contains_key(&key(&state)) {
            continue;
        }
        let mut leads = BTreeSet::new();
        for event in &events {
            // Two are enough to tell some from all.
            if matches!(event, Event::Invited(_)) {
                continue;
            }
            let actors: &[&str] = match event {
                Event::Written(_) => &[CALLER, SECOND],
                Event::Published(_) => &[CALLER, SECOND, THIRD],
                _ => &[CALLER],
            };
            for actor in actors {
                let Some(next) = state.after(AT, actor, event) else { continue };
                follows_the_table(&state, &next, event);
                let next = alike(next);
                leads.insert(key(&next));
                open.push(next);
            }
        }
        found.insert(key(&state), (state, leads));
    }
    found
}

fn follows_the_table(before: &Consultation, after: &Consultation, event: &Event) {
    let line = event.step().and_then(Step::line).unwrap();
    assert!(line.from.contains(&before.standing), "{event:?} from {}", before.standing);
    let stays = line.to.is_empty() && after.standing == before.standing;
    assert!(stays || line.to.contains(&after.standing), "{event:?} to {}", after.standing);
}

fn rules() -> RuleSet {
    let book = RuleBook::of(Rules::parse(SHIPPED, vocabulary()).unwrap()).unwrap();
    book.current(AT).clone()
}

#[test]
fn an_open_one_is_owed_by_somebody_and_an_ended_one_by_nobody() {
    let rules = rules();
    for (state, _) in world().values() {
        let owed = state.owed(&rules);
        assert_eq!(!owed.is_empty(), state.standing.is_open(), "{state:?}");
        assert_eq!(state.face().open, state.standing.is_open());
        let waits = owed.iter().any(|one| one.wake.is_some());
        assert_eq!(waits, state.standing == Standing::Confirming, "{state:?}");
    }
}

#[test]
fn nothing_is_published_before_a_second_person_reviewed_it() {
    for (state, _) in world().values() {
        if state.standing.is_published() || state.is_public() {
            let second = state.reviewed_by.expect("somebody reviewed it");
            assert!(!state.hands.contains(&second), "{state:?}");
        }
    }
}

/// From every state the end is reached: no dead end, no circle without a way out.
#[test]
fn every_consultation_can_end() {
    let world = world();
    let over = |key: &&String| !world[*key].0.standing.is_open();
    let mut ends: BTreeSet<&String> = world.keys().filter(over).collect();
    loop {
        let before = ends.len();
        for (key, (_, leads)) in world {
            if leads.iter().any(|to| ends.contains(to)) {
                ends.insert(key);
            }
        }
        if ends.len() == before {
            break;
        }
    }
    assert_eq!(ends.len(), world.len());
    let reached: BTreeSet<_> = world.values().map(|(state, _)| state.standing).collect();
    assert_eq!(reached, Standing::ALL.iter().copied().collect::<BTreeSet<_>>());
}

#[test]
fn silence_is_never_consent_and_an_objection_stays() {
    let mut silent = 0;
    for (state, leads) in world().values() {
        for one in &state.participants {
            let answered = state.minutes.as_ref().and_then(|minutes| minutes.answer_of(one.n));
            let said = Silence::of(state, one.n);
            assert_eq!(said == Silence::Confirmed, answered.is_some_and(|one| !one.objected));
            silent += usize::from(said == Silence::Unanswered && state.standing.is_published());
        }
        for to in leads {
            let (to, _) = &world()[to];
            assert!(to.objections.len() >= state.objections.len(), "{to:?}");
        }
    }
    assert!(silent > 0, "somebody was silent to the end");
}

#[test]
fn what_was_not_agreed_or_not_kept_leads_on() {
    for (state, _) in world().values().filter(|(state, _)| state.standing == Standing::Closed) {
        let minutes = state.minutes.as_ref().unwrap();
        assert!(minutes.agreements.iter().all(|one| one.settled.is_some()));
        assert_eq!(state.next.is_some(), minutes.leaves_open(), "{state:?}");
    }
}

#[test]
fn every_event_reads_back_as_it_was_written() {
    for event in events() {
        let written = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&written).unwrap(), event);
        assert!(!crate::folded::Event::said(&event).is_empty());
    }
}

#[test]
fn the_diagram_is_the_one_reviewers_have_seen() {
    let golden = include_str!("../../golden/consultation.txt");
    assert_eq!(diagram(), golden, "write it again when the change is meant");
}

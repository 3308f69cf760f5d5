//! Laws of a meeting, kept on every state that few events can lead to.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::date;
use xianban_kernel::{DossierId, Due, Moment, Role, UnitId};

use super::cadence::Cadence;
use super::decisions::{Charge, DecisionKind};
use super::event::{
    Began, CalledOff, CarriedOut, Closed, Decided, Dropped, Event, Lapsed, Planned,
};
use super::item::Item;
use super::moves::MOVES;
use super::noun::{Meeting, Standing};
use super::words::DutyKind;
use crate::dossier::Kept;
use crate::folded::Folded;
use crate::organisation::{AtUnit, UnitKind};
use crate::rooms::vocabulary;
use crate::rules::{RuleBook, RuleSet, Rules, SHIPPED};

fn hours(n: i64) -> Moment {
    Moment::EPOCH.plus_hours(n)
}

fn kept() -> Kept {
    Kept { vault: 1, sm3: String::new() }
}

fn set() -> RuleSet {
    let book = RuleBook::of(Rules::parse(SHIPPED, vocabulary()).unwrap()).unwrap();
    book.current(Moment::EPOCH).clone()
}

fn community() -> AtUnit {
    AtUnit { unit: UnitId::new(7), kind: UnitKind::Community }
}

fn planned() -> Event {
    Event::Planned(Planned {
        unit: community(),
        cadence: Cadence::Daily,
        on: date(2026, 11, 23),
        from: hours(8),
        until: hours(24),
        before: None,
    })
}

fn items() -> Vec<Item> {
    let item = |n| Item {
        appeal: DossierId::new(n),
        no: n.to_string(),
        unit: UnitId::new(7),
        reasons: Vec::new(),
    };
    vec![item(1), item(2)]
}

/// Everything that can be said of a meeting, fitting or not.
fn events() -> Vec<Event> {
    let charge = Charge {
        at: community(),
        role: Role::new("secretary"),
        person: None,
        due: Due::agreed(hours(50)),
    };
    let decided = |appeal, charge, moved| {
        let decision = DecisionKind::Urge;
        let appeal = DossierId::new(appeal);
        Event::Decided(Box::new(Decided { appeal, decision, words: kept(), charge, moved }))
    };
    vec![
        planned(),
        Event::Began(Began { items: items(), left_off: 3 }),
        decided(1, Some(charge.clone()), None),
        decided(2, None, Some(4)),
        decided(2, None, None),
        decided(2, Some(charge.clone()), Some(4)),
        decided(9, Some(charge), None),
        Event::CarriedOut(CarriedOut { n: 1, words: kept() }),
        Event::CarriedOut(CarriedOut { n: 2, words: kept() }),
        Event::Dropped(Dropped { n: 1, words: kept() }),
        Event::Closed(Closed { words: None }),
        Event::CalledOff(CalledOff { words: kept(), items: items() }),
        Event::Lapsed(Lapsed { items: items() }),
    ]
}

/// Every meeting that up to `deep` events lead to, and every step between two of them.
fn world(deep: usize) -> (Vec<Meeting>, BTreeSet<(Standing, &'static str, Standing)>) {
    let first = Meeting::begin(hours(0), "system", &planned()).unwrap();
    let (mut all, mut steps) = (vec![first.clone()], BTreeSet::new());
    let mut edge = vec![first];
    for n in 0..deep {
        let at = hours(8 + i64::try_from(n).unwrap());
        let mut next = Vec::new();
        for meeting in &edge {
            for event in events() {
                if let Some(after) = meeting.after(at, "staff:9", &event) {
                    steps.insert((meeting.standing, case(&event), after.standing));
                    next.push(after);
                }
            }
        }
        all.extend(next.iter().cloned());
        edge = next;
    }
    (all, steps)
}

fn case(event: &Event) -> &'static str {
    match event {
        Event::Planned(_) => "plan",
        Event::Began(_) => "begin",
        Event::Decided(_) => "decide",
        Event::CarriedOut(_) => "carry_out",
        Event::Dropped(_) => "drop_decision",
        Event::Closed(_) => "close",
        Event::CalledOff(_) => "call_off",
        Event::Lapsed(_) => "lapse",
    }
}

#[test]
fn an_open_meeting_is_owed_and_an_ended_one_is_not() {
    let set = set();
    for meeting in world(6).0 {
        let owed = meeting.owed(&set);
        assert_eq!(meeting.standing.is_open(), !owed.is_empty(), "{meeting:?}");
        let open = meeting.open_decisions().count();
        let carried = owed.iter().filter(|owed| owed.duty.kind == DutyKind::CarryOut).count();
        assert_eq!(open, carried, "every open decision is somebody's: {meeting:?}");
        let wakes = owed.iter().any(|owed| owed.wake == Some(meeting.until));
        let held = matches!(meeting.standing, Standing::Planned | Standing::Running);
        assert_eq!(wakes, held, "what is not over ends by itself: {meeting:?}");
    }
}

#[test]
fn a_decision_is_owed_or_done_and_settled_once() {
    for meeting in world(6).0 {
        for one in &meeting.decisions {
            assert_ne!(one.charge.is_some(), one.moved.is_some(), "{one:?}");
            let again = Event::CarriedOut(CarriedOut { n: one.n, words: kept() });
            let fits = meeting.after(hours(99), "staff:9", &again).is_some();
            assert_eq!(fits, one.is_open(), "{one:?}");
        }
    }
}

#[test]
fn an_ended_meeting_takes_nothing_more() {
    for meeting in world(5).0.iter().filter(|meeting| !meeting.standing.is_open()) {
        for event in events() {
            assert_eq!(meeting.after(hours(99), "staff:9", &event), None, "{event:?}");
        }
    }
}

#[test]
fn every_step_is_a_line_of_the_table_and_every_line_is_walked() {
    let said: BTreeSet<(Standing, &str, Standing)> = MOVES
        .iter()
        .flat_map(|line| line.to.iter().map(|to| (line.from, line.step.code(), *to)))
        .collect();
    assert_eq!(world(6).1, said);
}

#[test]
fn the_diagram_of_states_is_the_one_reviewers_have_seen() {
    let mut text = String::from("stateDiagram-v2\n  [*] --> planned\n");
    for (from, step, to) in world(6).1 {
        writeln!(text, "  {from} --> {to}: {step}").unwrap();
    }
    for standing in Standing::ALL.iter().filter(|one| !one.is_open()) {
        writeln!(text, "  {standing} --> [*]").unwrap();
    }
    let golden = include_str!("../../golden/supervision.txt");
    assert_eq!(text, golden, "write it again when the change is meant");
}

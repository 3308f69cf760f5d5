//! What holds for every whistle, walked through to the last state of a small world.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

use xianban_kernel::{DossierId, Moment, UnitId};

use super::moves::{MOVES, Step};
use super::whistle::{Standing, Whistle};
use crate::dossier::Kept;
use crate::folded::Folded;
use crate::organisation::{AtUnit, UnitKind};
use crate::rooms::vocabulary;
use crate::rules::{RuleBook, RuleSet, Rules, SHIPPED};
use crate::whistle::event::{
    Because, Closed, Confirmed, Drafted, Event, Judged, Named, Of, Plain, Refused, Reported, Ruled,
};

fn kept(n: i64) -> Kept {
    Kept { vault: n, sm3: "0".repeat(64) }
}

fn unit(id: i64, kind: UnitKind) -> AtUnit {
    AtUnit { unit: UnitId::new(id), kind }
}

fn drafted() -> Drafted {
    let called = |id, kind| Named { unit: unit(id, kind), asked: kept(3), overridden: None };
    Drafted {
        unit: unit(1, UnitKind::Community),
        above: unit(2, UnitKind::StreetOffice),
        title: kept(1),
        text: kept(2),
        appeals: vec![DossierId::new(9)],
        called: vec![
            called(3, UnitKind::DistrictDepartment),
            called(4, UnitKind::StreetDepartment),
        ],
        minutes: 30,
    }
}

/// Everything anybody, or the clock, could try.
fn tries() -> Vec<(Step, Event)> {
    let because = || Because { words: kept(5) };
    let mut all = vec![
        (Step::Change, Event::Changed(drafted())),
        (Step::SendBack, Event::SentBack(because())),
        (Step::Drop, Event::Dropped(because())),
        (Step::Blow, Event::Blown(Plain {})),
        (Step::Recall, Event::Recalled(because())),
        (Step::Complain, Event::Complained(because())),
        (Step::Close, Event::Closed(Closed { solved: vec![1], words: kept(6) })),
        (Step::Judge, Event::Judged(Judged { rightly: true, words: kept(7) })),
    ];
    for n in [1, 2] {
        let of = || Of { n, words: None };
        let ruled = |comes| Event::Ruled(Ruled { n, comes, words: kept(8) });
        let seen = |there| Event::Confirmed(Confirmed { n, there, words: None });
        let refused = Refused { n, reason: "not_ours".into(), words: kept(9), suggested: None };
        let reported = Reported { n, words: kept(10), files: Vec::new() };
        all.extend([
            (Step::Respond, Event::Responded(of())),
            (Step::Refuse, Event::Refused(refused)),
            (Step::Rule, ruled(true)),
            (Step::Rule, ruled(false)),
            (Step::Arrive, Event::Arrived(of())),
            (Step::Confirm, seen(true)),
            (Step::Confirm, seen(false)),
            (Step::Report, Event::Reported(reported)),
        ]);
    }
    all
}

fn clock() -> Vec<Event> {
    let silent = |n| Event::Silent(Of { n, words: None });
    vec![silent(1), silent(2), Event::PassedUp(Plain {})]
}

/// Every whistle that can come of the one above, each once; all at one moment, so that worlds stay small.
fn worlds() -> Vec<Whistle> {
    let at = Moment::EPOCH;
    let first = Whistle::begin(at, "staff:1", &Event::Drafted(drafted())).unwrap();
    let (mut seen, mut queue) = (BTreeSet::new(), VecDeque::from([first]));
    let mut found = Vec::new();
    while let Some(whistle) = queue.pop_front() {
        if !seen.insert(serde_json::to_string(&whistle).unwrap()) {
            continue;
        }
        let events = tries().into_iter().map(|(_, event)| event).chain(clock());
        queue.extend(events.filter_map(|event| whistle.after(at, "staff:1", &event)));
        found.push(whistle);
    }
    found
}

fn rules() -> RuleSet {
    let book = RuleBook::of(Rules::parse(SHIPPED, vocabulary()).unwrap()).unwrap();
    book.newest().clone()
}

#[test]
fn an_open_whistle_is_owed_by_somebody_and_an_ended_one_by_nobody() {
    let set = rules();
    let worlds = worlds();
    assert!(worlds.len() > 500, "{} worlds", worlds.len());
    for whistle in worlds {
        let owed = whistle.owed(&set);
        assert_eq!(owed.is_empty(), whistle.standing.is_over(), "{whistle:?}");
        assert_eq!(whistle.face().open, !owed.is_empty());
    }
}

#[test]
fn a_step_is_offered_exactly_where_its_event_fits() {
    for whistle in worlds() {
        for (step, event) in tries() {
            let n = event.receiver().unwrap_or(0);
            let fits = whistle.after(Moment::EPOCH, "staff:1", &event).is_some();
            assert_eq!(whistle.allows(step, n), fits, "{step} of {n} on {whistle:?}");
        }
    }
}

#[test]
fn from_everywhere_a_way_leads_to_the_end_and_nothing_returns_after_a_ruling() {
    let worlds = worlds();
    let at = Moment::EPOCH;
    let mut ends: BTreeSet<String> = BTreeSet::new();
    let text = |whistle: &Whistle| serde_json::to_string(whistle).unwrap();
    ends.extend(worlds.iter().filter(|one| one.standing.is_over()).map(text));
    loop {
        let before = ends.len();
        for whistle in &worlds {
            let leads = |event: &Event| {
                whistle.after(at, "staff:1", event).is_some_and(|next| ends.contains(&text(&next)))
            };
            if tries().iter().any(|(_, event)| leads(event)) {
                ends.insert(text(whistle));
            }
        }
        if ends.len() == before {
            break;
        }
    }
    assert_eq!(ends.len(), worlds.len(), "no dead end");
    for whistle in &worlds {
        for one in whistle.receivers.iter().filter(|one| one.ruled) {
            assert!(!whistle.allows(Step::Refuse, one.n), "a ruling is final");
            assert!(!whistle.allows(Step::Recall, 0), "and is not undone by a recall");
        }
    }
}

/// The table as a diagram: where each step may be made, on which receivers, by whom.
fn diagram() -> String {
    let mut lines = String::from("stateDiagram-v2\n");
    for line in MOVES {
        let stages: Vec<_> = line.stages.iter().map(|stage| stage.code()).collect();
        let of =
            if stages.is_empty() { String::new() } else { format!(" [{}]", stages.join(", ")) };
        for whistle in worlds_of(line.step, line.from) {
            let (from, to) = whistle;
            writeln!(lines, "  {from} --> {to}: {}{of} ({:?})", line.step, line.by).unwrap();
        }
    }
    lines
}

/// Standings that a step leads from and to, as the small world shows.
fn worlds_of(step: Step, from: &[Standing]) -> BTreeSet<(Standing, Standing)> {
    let mut ways = BTreeSet::new();
    for whistle in worlds().iter().filter(|one| from.contains(&one.standing)) {
        for (_, event) in tries().into_iter().filter(|(one, _)| *one == step) {
            let next = whistle.after(Moment::EPOCH, "staff:1", &event);
            ways.extend(next.map(|next| (whistle.standing, next.standing)));
        }
    }
    // No try of the small world calls a third unit in.
    if step == Step::Call {
        ways.insert((Standing::Blown, Standing::Blown));
    }
    ways
}

#[test]
fn the_diagram_is_the_one_reviewers_have_seen() {
    assert_eq!(MOVES.len(), Step::ALL.len(), "one line a step");
    let now = diagram();
    let found = std::env::temp_dir().join("whistle.txt");
    std::fs::write(&found, &now).unwrap();
    let seen = include_str!("../../../golden/whistle.txt");
    assert!(now == seen, "when the change is meant, copy {} to golden/", found.display());
}

//! Laws of the noun: random histories of a team.

use xianban_kernel::{GridId, Moment, PlaceId, Seed, UnitId};

use super::event::{
    Changed, Confirmed, Described, Ended, Event, Formed, Left, Named, Placed, Returned, StoodIn,
};
use super::noun::{MOVES, Step, Team};
use super::shown::{NameShown, PhoneShown, Shown};
use super::words::DutyKind;
use crate::dossier::Kept;
use crate::folded::Folded;
use crate::organisation::{AtUnit, GridRole, UnitKind};
use crate::rooms::vocabulary;
use crate::rules::{RuleBook, RuleSet, Rules, SHIPPED};

fn set() -> RuleSet {
    let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
    RuleBook::of(rules).unwrap().newest().clone()
}

fn kept(vault: i64) -> Kept {
    Kept { vault, sm3: String::new() }
}

fn named(role: GridRole, vault: i64) -> Named {
    let shown = Shown { name: NameShown::Full, phone: PhoneShown::Own };
    Named { role, name: kept(vault), phone: None, times: None, shown, staff: None }
}

fn formed() -> Event {
    let community = AtUnit { unit: UnitId::new(2), kind: UnitKind::Community };
    let at = Placed {
        community,
        place: PlaceId::new(3),
        number: "07".to_owned(),
        name: "第7网格".to_owned(),
    };
    let members = vec![named(GridRole::BuildingLead, 1)];
    let (grid, unit) = (GridId::new(1), UnitId::new(4));
    Event::Formed(Box::new(Formed { grid, unit, at, members }))
}

/// Every event about one of its roles and one of its numbers.
fn events(role: GridRole, member: i64, vault: i64, until: Moment) -> Vec<Event> {
    let Event::Formed(first) = formed() else { return Vec::new() };
    let gone = Vec::new;
    vec![
        Event::Placed(first.at),
        Event::Named(Box::new(named(role, vault))),
        Event::Changed(Box::new(Changed { member, now: named(role, vault), gone: gone() })),
        Event::Left(Left { member, gone: gone() }),
        Event::StoodIn(Box::new(StoodIn {
            member,
            name: kept(vault),
            phone: None,
            until,
            gone: gone(),
        })),
        Event::Returned(Returned { member, gone: gone() }),
        Event::Described(Described { role, words: Some(kept(vault)), gone: gone() }),
        Event::Confirmed(Confirmed {}),
        Event::Ended(Ended { gone: gone() }),
    ]
}

fn holds(team: &Team, set: &RuleSet) {
    let owed: Vec<_> = team.owed(set).into_iter().map(|owed| owed.duty.kind).collect();
    let worker = team.members.iter().any(|one| one.role == GridRole::GridWorker);
    let expected: &[DutyKind] = match (team.is_open(), worker) {
        (false, _) => &[],
        (true, true) => &[DutyKind::Check],
        (true, false) => &[DutyKind::Check, DutyKind::Worker],
    };
    assert_eq!(owed, expected);
    assert_eq!(team.is_open(), team.face().open);
    assert_eq!(team.moves().next().is_some(), team.is_open());
    assert!(team.members.is_sorted_by_key(|one| (one.role, one.n)));
}

/// What somebody can do to a team, by what it has; drawn from the table of moves, each tried on a team in
/// that state.
fn diagram() -> String {
    let at = Moment::EPOCH;
    let nobody = Formed { members: Vec::new(), ..first() };
    let bare = Team::begin(at, "system", &Event::Formed(Box::new(nobody))).unwrap();
    let manned = bare.after(at, "staff:1", &Event::Named(Box::new(named(GridRole::ALL[0], 2))));
    let manned = manned.unwrap();
    let lent = manned.after(at, "staff:1", &events(GridRole::ALL[0], 1, 3, at)[4].clone()).unwrap();
    let ended = lent.after(at, "staff:1", &Event::Ended(Ended { gone: Vec::new() })).unwrap();
    let states = [("没有人", bare), ("有人", manned), ("有人代岗", lent), ("网格撤销", ended)];
    let mut lines = vec!["stateDiagram-v2".to_owned(), "  [*] --> 没有人: 设立网格".to_owned()];
    for (name, team) in &states {
        for line in team.moves() {
            let event = does(line.step, at);
            let next = team.after(at, "staff:1", &event).expect("what is offered fits");
            let to = match () {
                () if !next.is_open() => "网格撤销",
                () if next.stood_in().next().is_some() => "有人代岗",
                () if next.members.is_empty() => "没有人",
                () => "有人",
            };
            lines.push(format!("  {name} --> {to}: {} ({})", line.step, line.action));
        }
        if team.is_open() {
            lines.push(format!("  {name} --> 网格撤销: 撤销网格"));
        }
    }
    lines.push("  网格撤销 --> [*]".to_owned());
    lines.join("\n") + "\n"
}

fn first() -> Formed {
    let Event::Formed(first) = formed() else { unreachable!("it is formed") };
    *first
}

/// What a step records about the first member.
fn does(step: Step, at: Moment) -> Event {
    let role = GridRole::ALL[0];
    let mut all = events(role, 1, 2, at.plus_hours(20)).into_iter();
    let n = match step {
        Step::Name => 1,
        Step::Change => 2,
        Step::Leave => 3,
        Step::StandIn => 4,
        Step::EndStandIn => 5,
        Step::Describe => 6,
        Step::Confirm => 7,
    };
    all.nth(n).expect("an event for each step")
}

#[test]
fn the_diagram_is_the_one_reviewers_have_seen() {
    assert_eq!(MOVES.len(), Step::ALL.len(), "one line a step");
    let now = diagram();
    let found = std::env::temp_dir().join("teams.txt");
    std::fs::write(&found, &now).unwrap();
    let seen = include_str!("../../golden/teams.txt");
    assert!(now == seen, "when the change is meant, copy {} to golden/", found.display());
}

#[test]
fn an_open_team_owes_a_check_always_and_a_grid_worker_when_it_has_none() {
    let set = set();
    let mut draw = Seed::fixed(7).draw();
    let at = Moment::from_millis(1_795_000_000_000);
    for _ in 0..200 {
        let mut team = Team::begin(at, "system", &formed()).unwrap();
        for step in 1..60 {
            let at = at.plus_hours(step);
            let [role, member, which] = draw.bytes::<3>().map(usize::from);
            let role = GridRole::ALL[role % GridRole::ALL.len()];
            let member = i64::try_from(member % 6).unwrap();
            let mut all = events(role, member, step, at.plus_hours(20));
            // An end is rare, or nothing else would be seen.
            let most = if which > 250 { all.len() } else { all.len() - 1 };
            let event = all.swap_remove(which % most);
            let known = team.member(member).is_some();
            match team.after(at, "system", &event) {
                Some(next) => team = next,
                None => assert!(!team.is_open() || !known || matches!(event, Event::Returned(_))),
            }
            holds(&team, &set);
        }
        assert!(team.after(at, "system", &formed()).is_none());
        assert!(Team::begin(at, "system", &Event::Confirmed(Confirmed {})).is_none());
    }
}

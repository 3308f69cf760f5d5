//! Laws of the noun: random histories of a team.

use xianban_kernel::{GridId, Moment, PlaceId, Seed, UnitId};

use super::event::{
    Changed, Confirmed, Described, Ended, Event, Formed, Left, Named, Placed, Returned, StoodIn,
};
use super::noun::Team;
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

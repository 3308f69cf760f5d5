//! A duty always has somebody who sees it: through random histories of posts, absences, accounts and
//! units, with moves in between, what every open appeal owes stands in somebody's queue, and whoever
//! finds it there may do it.

use std::collections::BTreeMap;
use xianban_domain::appeals::DutyKind;

use xianban_domain::duty::{self, Sieve};

use xianban_domain::appeals::{self, hand_over};
use xianban_domain::identity::{
    self, NewStaff, Password, PasswordHash, acting, create_staff, disable_staff, enable_staff,
    end_post, grant_post,
};
use xianban_domain::office::Work;
use xianban_domain::organisation::{close_unit, succession, unit_by_code};
use xianban_domain::seats::{empty_seats, settle};
use xianban_kernel::{Actor, PageSize, Post, Problem, Role, Seed, StaffId};
use xianban_store::{Row, params};
use xianban_testkit::office::LAOSHAN;

use super::super::{PlaceGiven, Town, greens, in_town};
use super::histories::{Chance, make};

const SEATS: &[(&str, &str)] = &[
    ("cgss", "clerk"),
    ("cgss", "secretary"),
    ("cgss", "handler"),
    ("zh_city", "handler"),
    ("zh_city", "head"),
    ("zh_party", "handler"),
    ("zh_party", "head"),
    ("zhonghan", "head"),
    ("cgss-g01", "grid_worker"),
    ("cgss-g02", "grid_worker"),
    ("platform", "dispatcher"),
    ("platform", "reviewer"),
    ("platform", "follow_up"),
    ("platform", "system_admin"),
];

/// Steps of one history.
const STEPS: i64 = 90;

fn seat(work: &mut Work<'_, '_>, (unit, role): (&str, &str)) -> Result<Post, Problem> {
    let unit = unit_by_code(work.tx, LAOSHAN, unit)?.expect("a unit of the demo").id;
    Ok(Post { unit, role: Role::new(role) })
}

/// The accounts of a history: one for good at each seat where the ladder ends, some anywhere.
fn hired(town: &Town) -> Vec<StaffId> {
    let password = hash();
    town.does(&Actor::System, 0, move |work| {
        let mut all = Vec::new();
        let sits = SEATS.iter().rev().chain([&SEATS[0], &SEATS[3], &SEATS[10], &SEATS[11]]);
        for (n, place) in sits.enumerate() {
            let username = format!("p{n}").parse()?;
            let new = NewStaff {
                username,
                name: format!("甲{n}"),
                password: password.clone(),
                must_change: false,
            };
            let id = create_staff(work, &new)?;
            let post = seat(work, *place)?;
            grant_post(work, id, &post, work.cx.at, None)?;
            all.push(id);
        }
        Ok(all)
    })
    .unwrap()
}

fn hash() -> PasswordHash {
    let username = "somebody".parse().unwrap();
    Password::new("correct horse battery", &username)
        .unwrap()
        .hash(&mut Seed::fixed(1).draw())
        .unwrap()
}

/// Something changes about who sits where; what is refused is refused.
fn changes(town: &Town, minute: i64, chance: &mut Chance, all: &[StaffId]) {
    let staff = all[chance.below(all.len())];
    let other = all[chance.below(all.len())];
    let place = SEATS[chance.below(SEATS.len())];
    let (what, days) = (chance.below(8), i64::try_from(chance.below(3)).unwrap() + 1);
    let units = [("cgss-g01", "cgss-g02"), ("zh_party", "zh_city")];
    let (code, successor) = units[chance.below(units.len())];
    let changed = town.does(&Actor::System, minute, move |work| {
        let later = work.cx.at.plus_millis(days * 40 * 60_000);
        match what {
            0 => disable_staff(work, staff),
            1 | 2 => enable_staff(work, staff),
            3 => {
                let post = seat(work, place)?;
                grant_post(work, staff, &post, work.cx.at, Some(later))
            }
            4 => {
                let post = seat(work, place)?;
                grant_post(work, staff, &post, work.cx.at, None)
            }
            5 => {
                let held = identity::posts_of(work, staff)?;
                held.first().map_or(Ok(()), |post| end_post(work, staff, post))
            }
            6 if days == 1 => {
                let (from, to) = succession(work, code, successor)?;
                while hand_over(work, from.id, to.id, None)?.is_some() {}
                close_unit(work, code, successor)
            }
            _ => settle(work).map(drop),
        }
    });
    if let Err(problem @ Problem::Broken { .. }) = changed {
        panic!("{problem:?}");
    }
    if what == 7 {
        let away = town
            .does(&Actor::System, minute, move |work| acting(work, staff).map_err(Problem::from));
        if let Some((actor, _)) = away.unwrap() {
            let done = town.does(&actor, minute, move |work| {
                let until = work.cx.at.plus_millis(days * 60 * 60_000);
                identity::go_away(work, other, work.cx.at, until)
            });
            assert!(!matches!(done, Err(Problem::Broken { .. })), "{done:?}");
        }
    }
    town.does(&Actor::System, minute, settle).unwrap();
}

/// Everybody who may act now.
fn actors(town: &Town, minute: i64, all: &[StaffId]) -> Vec<Actor> {
    let all = all.to_vec();
    town.does(&Actor::System, minute, move |work| {
        let mut actors = Vec::new();
        for staff in &all {
            actors.extend(acting(work, *staff)?.map(|(actor, _)| actor));
        }
        Ok(actors)
    })
    .unwrap()
}

/// Every duty of these appeals stands in the queue of somebody who may do it.
fn somebody_sees(town: &Town, minute: i64, actors: &[Actor], nos: &[String]) -> usize {
    let mut seen: BTreeMap<(String, &'static str), bool> = BTreeMap::new();
    for actor in actors {
        let posts = actor.staff().unwrap().posts.to_vec();
        let found = town.does(actor, minute, move |work| {
            let mut found = Vec::new();
            for kind in DutyKind::ALL {
                let page = duty::queue(
                    work,
                    &posts,
                    kind.code(),
                    &Sieve::default(),
                    None,
                    PageSize::USUAL,
                )?;
                for row in page.rows {
                    // What was seen in a queue can be opened, and the move it asks for be made.
                    let appeal = appeals::by_no(work, &row.dossier.no)?;
                    let may = appeals::offered(work, &appeal)?;
                    let wanted = kind.answers();
                    let able = wanted.is_empty() || wanted.iter().any(|one| may.contains(one));
                    found.push((row.dossier.no.clone(), kind.code(), able));
                }
                let (counted, _) = duty::count(work, &posts, kind.code(), 1000)?;
                let of_kind = found.iter().filter(|(_, code, _)| *code == kind.code()).count();
                assert!(counted >= i64::try_from(of_kind).unwrap(), "{kind} {counted} {of_kind}");
            }
            Ok(found)
        });
        for (no, kind, able) in found.unwrap_or_else(|problem| panic!("{problem:?}")) {
            *seen.entry((no, kind)).or_default() |= able;
        }
    }
    let nos = nos.to_vec();
    town.does(&Actor::System, minute, move |work| {
        let barred = empty_seats(work)?.into_iter().filter(|seat| seat.barred);
        let barred: Vec<DutyKind> = barred
            .flat_map(|seat| seat.owed)
            .filter_map(|(kind, _)| DutyKind::from_code(&kind))
            .collect();
        let mut owed = 0;
        for no in &nos {
            let appeal = appeals::by_no(work, no)?;
            for duty in appeals::duties(&appeal, &work.office.rules_of(appeal.rules)?) {
                owed += 1;
                let found = seen.get(&(no.clone(), duty.kind.code()));
                // What nobody at all may do is the administrator's, and he is told.
                let told = barred.contains(&duty.kind) || duty.kind == DutyKind::FillPool;
                assert!(
                    found == Some(&true) || told,
                    "{duty:?} of {no}: {found:?}, {:?}",
                    stored(work, duty.kind)?
                );
            }
        }
        Ok(owed)
    })
    .unwrap()
}

/// The duties of a kind and the seats, as they are stored: for whoever reads a failure.
fn stored(work: &mut Work<'_, '_>, kind: DutyKind) -> Result<Vec<String>, Problem> {
    let duties = work.tx.rows(
        "select at_unit, at_role, lifted, barred from duty where kind = $1",
        params![kind.code()],
    )?;
    let seats = work.tx.rows(
        "select unit, role, people, to_unit, to_role from seat where people <> '' or to_unit is not null",
        params![],
    )?;
    let duty = |row: &Row| {
        let (at, role): (i64, String) = (row.get("at_unit")?, row.get("at_role")?);
        let (lifted, barred): (i64, String) = (row.get("lifted")?, row.get("barred")?);
        Ok(format!("stands at {at} {role}, lifted {lifted}, barred {barred}"))
    };
    let seat = |row: &Row| {
        let (unit, role): (i64, String) = (row.get("unit")?, row.get("role")?);
        let (people, to): (String, Option<i64>) = (row.get("people")?, row.get("to_unit")?);
        Ok(format!("{unit} {role}: {people} -> {to:?}"))
    };
    duties.iter().map(duty).chain(seats.iter().map(seat)).collect()
}

fn one_history(town: &Town, all: &[StaffId], seed: u64) -> (usize, usize) {
    let mut chance = Chance(Seed::fixed(seed).draw());
    let file = || town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.no;
    let mut nos = vec![file(), file(), file()];
    let (mut made, mut seen) = (0, 0);
    for minute in 1..STEPS {
        let clock = minute * 9;
        if chance.below(3) == 0 {
            changes(town, clock, &mut chance, all);
        }
        town.does(&Actor::System, clock, settle).unwrap();
        let mut actors = actors(town, clock, all);
        if chance.below(3) == 0 {
            seen += somebody_sees(town, clock, &actors, &nos);
        }
        actors.push(town.resident.clone());
        let actor = &actors[chance.below(actors.len())];
        let (which, coin, at) = (chance.below(64), chance.coin(), chance.below(nos.len()));
        let no = nos[at].clone();
        let step = move |work: &mut Work<'_, '_>| {
            let appeal = appeals::by_no(work, &no)?;
            let may = appeals::moves_now(work, &appeal)?;
            let action = may.get(which % may.len().max(1)).ok_or(Problem::NotFound)?;
            make(work, *action, &appeal, coin)
        };
        match town.does(actor, clock, step) {
            Ok(appeal) if !appeal.state.is_open() => nos[at] = file(),
            Ok(_) => made += 1,
            Err(problem @ Problem::Broken { .. }) => panic!("{minute} of {seed}: {problem:?}"),
            Err(_) => {}
        }
    }
    (made, seen)
}

#[test]
fn whoever_comes_and_goes_every_duty_stands_with_somebody_who_may_do_it() {
    in_town(|town| {
        let all = hired(town);
        let told: Vec<_> = (1..=2).map(|seed| one_history(town, &all, seed)).collect();
        println!("moves and duties looked at: {told:?}");
        let (made, seen) = told.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        assert!(made > 30 && seen > 150, "{made} moves, {seen} duties");
        assert!(town.verifies());
    });
}

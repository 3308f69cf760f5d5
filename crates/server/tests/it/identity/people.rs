use std::thread;

use xianban_domain::identity::{self, Identity, PersonName};
use xianban_domain::office::Work;
use xianban_kernel::{Actor, DossierId, PageSize, PersonId, Problem, Seed};
use xianban_testkit::office::doing;

use super::{Hall, PASSWORD, in_the_hall, phone};

/// The person behind an actor.
fn person(actor: &Actor) -> PersonId {
    let Actor::Resident(person) = actor else { panic!("a resident") };
    *person
}

/// A resident who has given a name.
fn named(hall: &Hall) -> Actor {
    let resident = hall.resident(0).actor;
    hall.does(&resident, 0, |work| identity::name_oneself(work, &"王小明".parse::<PersonName>()?))
        .unwrap();
    resident
}

fn unmasks(hall: &Hall, actor: &Actor, who: PersonId, why: &str) -> Result<Identity, Problem> {
    let why = why.to_owned();
    let appeal = Some(DossierId::new(81));
    hall.does(actor, 5, move |work| identity::unmask(work, who, &why, appeal))
}

#[test]
fn a_resident_sees_himself_and_staff_see_a_mask() {
    in_the_hall(|hall| {
        let resident = named(hall);
        let own = hall.does(&resident, 1, identity::own_identity).unwrap();
        assert_eq!((own.phone.as_str(), own.name.as_deref()), ("13812346621", Some("王小明")));
        let who = person(&resident);
        let mask = hall.does(&Actor::System, 1, move |work| identity::masked_identity(work, who));
        let mask = mask.unwrap();
        assert_eq!((mask.phone.as_str(), mask.name.as_deref()), ("138****6621", Some("王**")));
    });
}

#[test]
fn every_unmasking_is_recorded_and_the_person_can_read_it() {
    in_the_hall(|hall| {
        let resident = named(hall);
        hall.hires("zhang.wei", "clerk");
        let clerk = hall.enters(1, "zhang.wei", PASSWORD).unwrap().actor;
        for why in ["打电话核实位置", "约上门时间"] {
            let seen = unmasks(hall, &clerk, person(&resident), why).unwrap();
            assert_eq!(seen.phone, "13812346621");
        }
        let page = |after: Option<String>| {
            let size = PageSize::new(1);
            hall.does(&resident, 6, move |work| identity::own_views(work, after.as_deref(), size))
                .unwrap()
        };
        let first = page(None);
        let second = page(first.next.clone());
        assert_eq!(second.next, None);
        let mut why = [&first, &second].map(|page| page.rows[0].reason.clone().unwrap());
        why.sort();
        assert_eq!(why, ["打电话核实位置", "约上门时间"]);
        assert_eq!(first.rows[0].staff, "张伟");
        assert_eq!(first.rows[0].appeal, Some(DossierId::new(81)));
    });
}

#[test]
fn nothing_is_shown_without_a_reason_or_a_role_that_may() {
    in_the_hall(|hall| {
        let who = person(&named(hall));
        hall.hires("zhang.wei", "clerk");
        hall.hires("root", "system_admin");
        let clerk = hall.enters(1, "zhang.wei", PASSWORD).unwrap().actor;
        let admin = hall.enters(1, "root", PASSWORD).unwrap().actor;
        assert_eq!(unmasks(hall, &clerk, who, "  ").unwrap_err().code(), "faults");
        assert_eq!(unmasks(hall, &admin, who, "好奇").unwrap_err().code(), "not_found");
        assert_eq!(unmasks(hall, &Actor::System, who, "好奇").unwrap_err().code(), "not_found");
        let views: i64 = hall.newest("select count(*) as seen from identity_view");
        assert_eq!(views, 0);
    });
}

#[test]
fn a_person_filed_for_at_the_desk_is_who_logs_in_later_and_keeps_the_own_name() {
    in_the_hall(|hall| {
        let record = |minutes, name: &'static str| {
            hall.does(&Actor::System, minutes, move |work| {
                identity::record_person(work, &phone(), Some(&name.parse()?))
            })
            .unwrap()
        };
        let recorded = record(0, "王大爷");
        let resident = hall.resident(1).actor;
        assert_eq!(person(&resident), recorded);
        assert_eq!(record(2, "别人"), recorded);
        let own = hall.does(&resident, 3, identity::own_identity).unwrap();
        assert_eq!(own.name.as_deref(), Some("王大爷"));
    });
}

#[test]
fn a_phone_filed_for_from_many_desks_at_once_is_one_person() {
    in_the_hall(|hall| {
        let record = || {
            hall.does(&Actor::System, 0, |work| identity::record_person(work, &phone(), None))
                .unwrap()
        };
        let mut people: Vec<_> = thread::scope(|scope| {
            let desks: Vec<_> = (0..8).map(|_| scope.spawn(record)).collect();
            desks.into_iter().map(|desk| desk.join().unwrap()).collect()
        });
        people.dedup();
        assert_eq!(people.len(), 1);
    });
}

/// Records whoever has these phones, in one job of one moment, which draws the same numbers each time.
fn records(hall: &Hall, phones: std::ops::Range<u64>) -> Vec<PersonId> {
    let (office, cx) = (hall.office.clone(), doing(&Actor::System, 7));
    let recorded = hall.office.db.write_blocking(Seed::fixed(5), move |tx| {
        let mut work = Work::new(tx, &cx, &office);
        let mut one =
            |n| identity::record_person(&mut work, &format!("139{n:08}").parse().unwrap(), None);
        phones.clone().map(&mut one).collect::<Result<Vec<_>, Problem>>()
    });
    recorded.unwrap()
}

#[test]
fn jobs_of_one_moment_that_draw_the_same_numbers_record_different_people() {
    in_the_hall(|hall| {
        let mut all =
            [records(hall, 0..40), records(hall, 40..80), records(hall, 80..120)].concat();
        assert_eq!(records(hall, 0..40), all[..40], "the same people again");
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 120);
    });
}

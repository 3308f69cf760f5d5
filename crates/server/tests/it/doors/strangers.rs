//! Every line of the table, as four strangers who know the numbers of somebody else's things: each is sent to a login or told that nothing is here.

use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::appeals::Action;
use xianban_web::{For, Listed, table};

use super::world::World;
use super::{Caller, House, at_the_doors};

/// How a stranger is met.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    LetIn,
    SentToLogin,
    NothingHere,
}

/// Whether the line leads to what only they may see, though everybody may come to it.
fn owned(line: &Listed) -> bool {
    line.path.starts_with("/files/{id}") || line.path.contains("sessions/{id}")
}

/// Walks the table. Who is let in is only looked at where looking changes nothing.
fn walk(house: &House, caller: &Caller, world: &World, wanted: impl Fn(&Listed) -> Met) {
    for line in table() {
        let wanted = match wanted(&line) {
            Met::LetIn if owned(&line) => Met::NothingHere,
            wanted => wanted,
        };
        let path = world.address(&line);
        let answer = match line.method {
            "GET" => house.gets(caller, &path),
            _ if wanted == Met::LetIn => continue,
            _ => house.posts(caller, &path, &json!({})),
        };
        let met = match answer.status {
            StatusCode::UNAUTHORIZED => Met::SentToLogin,
            StatusCode::NOT_FOUND if wanted == Met::NothingHere => Met::NothingHere,
            _ => Met::LetIn,
        };
        assert_eq!(met, wanted, "{line}: {}", answer.text);
    }
}

#[test]
fn a_guest_comes_to_the_login() {
    at_the_doors(|house| {
        let world = World::of(house);
        walk(house, &Caller::default(), &world, |line| match line.who {
            For::Everybody => Met::LetIn,
            _ => Met::SentToLogin,
        });
    });
}

#[test]
fn another_resident_finds_nothing_of_somebody_else_s() {
    at_the_doors(|house| {
        let world = World::of(house);
        walk(house, &house.resident("13912346622"), &world, |line| match line.who {
            For::Everybody | For::Resident => Met::LetIn,
            For::Applicant => Met::NothingHere,
            For::Staff | For::Part => Met::SentToLogin,
        });
    });
}

#[test]
fn staff_of_a_unit_without_a_part_find_nothing() {
    at_the_doors(|house| {
        let world = World::of(house);
        walk(house, &house.staff("chen.jie", "zh_party", "handler"), &world, |line| {
            match line.who {
                For::Everybody | For::Staff => Met::LetIn,
                For::Part => Met::NothingHere,
                For::Resident | For::Applicant => Met::SentToLogin,
            }
        });
    });
}

#[test]
fn a_system_finds_nothing_without_the_scope_and_nothing_of_others_with_it() {
    at_the_doors(|house| {
        let world = World::of(house);
        walk(house, &house.system(&[]), &world, |line| match (line.scope, line.who) {
            (None, For::Everybody) => Met::LetIn,
            _ => Met::NothingHere,
        });
        walk(house, &house.system(Action::ALL), &world, |line| match (line.scope, line.who) {
            (_, For::Everybody) | (Some(_), For::Resident) => Met::LetIn,
            _ => Met::NothingHere,
        });
    });
}

#[test]
fn whoever_filed_it_opens_it() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let no = house.filed_by(&resident);
        assert_eq!(house.gets(&resident, &format!("/appeals/{no}")).status, StatusCode::OK);
        let office = house.staff("li.na", "platform", "dispatcher");
        assert_eq!(house.gets(&office, &format!("/c/appeals/{no}")).status, StatusCode::OK);
    });
}

//! Every line of the table, as four strangers who know the numbers of somebody else's things: each is sent to a login or told that nothing is here.

use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::appeals::Action;
use xianban_domain::identity::own_sessions;
use xianban_domain::organisation::{CodePurpose, PlacePath, code_for, place_by_path};
use xianban_kernel::{Actor, Problem};
use xianban_web::{For, Listed, table};

use super::{Caller, House, at_the_doors};

/// How a stranger is met.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    LetIn,
    SentToLogin,
    NothingHere,
}

/// What somebody else has: an appeal with a photo and a slip, a session, and a code on a wall.
struct Theirs {
    no: String,
    photo: String,
    session: String,
    code: String,
}

impl Theirs {
    fn of(house: &House) -> Self {
        let owner = house.resident("13812346621");
        let actor = owner.actor.clone().unwrap();
        let sessions = house.does(&actor, own_sessions).unwrap();
        let code = house.does(&Actor::System, |work| {
            let path = PlacePath::parse("37/3702/370212/370212001/370212001901/cgss1");
            let path = path.expect("a path");
            let place = place_by_path(work.tx, &path)?.ok_or(Problem::NotFound)?;
            code_for(work.tx, place.id, CodePurpose::File, work.cx.at)
        });
        let (no, photo) = house.filed_with_a_photo(&owner);
        let theirs = Self { no, photo, session: sessions[0].id.to_string(), code: code.unwrap() };
        theirs.are_there(house, &owner);
        theirs
    }

    /// They exist: to their owner the doors open, so that a stranger's 404 says something.
    fn are_there(&self, house: &House, owner: &Caller) {
        let photo = format!("/files/{}", self.photo);
        for path in [format!("/appeals/{}", self.no), photo.clone(), format!("{photo}/thumb")] {
            let answer = house.gets(owner, &path);
            assert_eq!(answer.status, StatusCode::OK, "{path}");
        }
    }

    /// What stands in an address for a name in braces.
    fn address(&self, line: &Listed) -> String {
        let id = if line.path.contains("sessions") { &self.session } else { &self.photo };
        let filled = [
            ("{no}", self.no.as_str()),
            ("{id}", id),
            ("{code}", &self.code),
            ("{n}", "1"),
            ("{kind}", "livelihood"),
            ("{queue}", "accept"),
            ("{section}", "party"),
        ];
        filled.iter().fold(line.path.to_owned(), |path, (name, value)| path.replace(name, value))
    }

    /// Whether the line leads to what only they may see, though everybody may come to it.
    fn owns(line: &Listed) -> bool {
        line.path.starts_with("/files/{id}") || line.path.contains("sessions/{id}")
    }
}

/// Walks the table. Who is let in is only looked at where looking changes nothing.
fn walk(house: &House, caller: &Caller, theirs: &Theirs, wanted: impl Fn(&Listed) -> Met) {
    for line in table() {
        let wanted = match wanted(&line) {
            Met::LetIn if Theirs::owns(&line) => Met::NothingHere,
            wanted => wanted,
        };
        let path = theirs.address(&line);
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
        let theirs = Theirs::of(house);
        walk(house, &Caller::default(), &theirs, |line| match line.who {
            For::Everybody => Met::LetIn,
            _ => Met::SentToLogin,
        });
    });
}

#[test]
fn another_resident_finds_nothing_of_somebody_else_s() {
    at_the_doors(|house| {
        let theirs = Theirs::of(house);
        walk(house, &house.resident("13912346622"), &theirs, |line| match line.who {
            For::Everybody | For::Resident => Met::LetIn,
            For::Applicant => Met::NothingHere,
            For::Staff | For::Part => Met::SentToLogin,
        });
    });
}

#[test]
fn staff_of_a_unit_without_a_part_find_nothing() {
    at_the_doors(|house| {
        let theirs = Theirs::of(house);
        walk(house, &house.staff("chen.jie", "zh_city", "handler"), &theirs, |line| {
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
        let theirs = Theirs::of(house);
        walk(house, &house.system(&[]), &theirs, |line| match (line.scope, line.who) {
            (None, For::Everybody) => Met::LetIn,
            _ => Met::NothingHere,
        });
        walk(house, &house.system(Action::ALL), &theirs, |line| match (line.scope, line.who) {
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

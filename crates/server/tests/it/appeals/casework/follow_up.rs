use xianban_domain::appeals::{self, Event, State, duties};
use xianban_kernel::{Actor, Problem, Staff};
use xianban_testkit::office::staff;

use super::super::{COMMUNITY_UNIT, Town, in_town};
use super::rules::hire;

/// Somebody of the office asks the resident, `minutes` after nine.
pub(super) fn asks(
    town: &Town,
    who: &Actor,
    minutes: i64,
    no: &str,
    form: &appeals::FollowUp,
) -> Result<appeals::Appeal, Problem> {
    let form = form.clone();
    town.moves(who, minutes, no, move |work, no, _| appeals::follow_up(work, no, &form))
}

pub(super) fn by_phone(solved: Option<bool>, grade: Option<i64>) -> appeals::FollowUp {
    let (method, words) = ("phone".to_owned(), "电话里说的。".to_owned());
    appeals::FollowUp { method, solved, grade, words, ..Default::default() }
}

#[test]
fn stars_given_by_word_of_mouth_count_as_the_applicant_s_rating() {
    in_town(|town| {
        let no = town.answered().no;
        let without = asks(town, &town.caller, 110, &no, &by_phone(None, Some(4))).unwrap_err();
        assert_eq!(without.code(), "faults");
        let closed = asks(town, &town.caller, 111, &no, &by_phone(Some(true), Some(4))).unwrap();
        let State::Closed(closing) = closed.state else { panic!("not closed") };
        assert_eq!(closing.grade, Some(4));
        assert_eq!(town.inbox(&town.resident)[0], "已办结");
        assert!(town.verifies());
    });
}

#[test]
fn a_witness_belongs_to_a_visit_and_two_stars_open_a_new_round() {
    in_town(|town| {
        let no = town.answered().no;
        let mut form = by_phone(Some(false), Some(2));
        form.witness = "楼长王阿姨".to_owned();
        assert_eq!(asks(town, &town.caller, 110, &no, &form).unwrap_err().code(), "faults");
        form.method = "visit".to_owned();
        let again = asks(town, &town.caller, 111, &no, &form).unwrap();
        assert_eq!((again.round, again.casework.grade), (2, Some(2)));
        let read = again.clone();
        let told = town.does(&town.caller, 112, move |work| appeals::history(work, &read)).unwrap();
        let how = told.iter().find_map(|one| match &one.event {
            Event::Rated(rated) => Some(rated.how.clone()),
            _ => None,
        });
        assert_eq!(how.as_deref(), Some("witnessed"));
        assert!(town.verifies());
    });
}

#[test]
fn told_that_nothing_is_solved_a_new_round_begins_without_stars_too() {
    in_town(|town| {
        let no = town.answered().no;
        let again = asks(town, &town.caller, 110, &no, &by_phone(Some(false), None)).unwrap();
        assert_eq!((again.round, again.casework.grade), (2, None));
        assert_eq!(town.inbox(&town.resident)[0], "再接单，重新办理");
        assert!(town.verifies());
    });
}

#[test]
fn the_lot_falls_on_somebody_outside_and_nobody_else_may_ask() {
    in_town(|town| {
        let [first, second] = ["feng.follow", "chen.follow"].map(|name| caller(town, name));
        let answered = town.answered();
        let drawn = answered.casework.asker.expect("somebody was drawn");
        let owed = duties(&answered, &town.office.rules_of(answered.rules).unwrap());
        assert_eq!(owed.iter().map(|duty| duty.person).collect::<Vec<_>>(), [Some(drawn)]);
        let (own, other) =
            if first.staff().unwrap().id == drawn { (first, second) } else { (second, first) };
        let no = answered.no;
        let refused = asks(town, &other, 110, &no, &by_phone(Some(true), None)).unwrap_err();
        assert_eq!(refused.code(), "drawn_by_lot");
        assert!(asks(town, &own, 111, &no, &by_phone(Some(true), None)).is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn a_follow_up_is_made_by_somebody_outside_and_an_absent_person_is_recorded_as_that() {
    in_town(|town| {
        let no = town.answered().no;
        let ask = |who: &Actor, method: &'static str, solved| {
            town.moves(who, 110, &no, move |work, no, _| {
                let words = "打了两次没有人接。".to_owned();
                let method = method.to_owned();
                let form = appeals::FollowUp { method, solved, words, ..Default::default() };
                appeals::follow_up(work, no, &form)
            })
        };
        assert!(ask(&town.caller, "unreachable", None).is_ok());
        assert_eq!(ask(&town.caller, "phone", None).unwrap_err().code(), "faults");
        let clerk = staff(&town.office.db, COMMUNITY_UNIT, "clerk");
        assert_eq!(ask(&clerk, "phone", Some(true)).unwrap_err().code(), "not_your_move");
    });
}

/// One more of the office who asks applicants.
pub(super) fn caller(town: &Town, account: &'static str) -> Actor {
    let id = hire(town, account, "follow_up");
    let Actor::Staff(like) = town.caller.clone() else { panic!("staff") };
    Actor::Staff(Staff { id, ..like })
}

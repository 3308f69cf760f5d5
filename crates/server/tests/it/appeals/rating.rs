use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, PlaceGiven, Standing, State, close_ended};
use xianban_domain::organisation::unit_by_code;
use xianban_kernel::Actor;
use xianban_testkit::office::{LAOSHAN, doing, staff};

use super::{COMMUNITY_UNIT, greens, in_town};

#[test]
fn a_good_rating_closes_it_and_the_resident_is_told() {
    in_town(|town| {
        let no = town.answered().no;
        let closed = town.rates(&no, 5, true).unwrap();
        let State::Closed(closing) = closed.state else { panic!("not closed") };
        assert_eq!(closing.grade, Some(5));
        assert_eq!(town.inbox(&town.resident)[0], "已办结");
        assert!(town.verifies());
    });
}

#[test]
fn a_bad_rating_opens_a_second_round_one_level_up() {
    in_town(|town| {
        let no = town.answered().no;
        let again = town.rates(&no, 2, true).unwrap();
        assert_eq!((again.state.standing(), again.round), (Standing::Assessing, 2));
        assert_ne!(again.assessor, again.receiver);
        assert_eq!(town.inbox(&town.resident)[0], "再接单，重新办理");
        assert!(town.verifies());
    });
}

#[test]
fn after_an_answer_at_once_the_unit_above_leads_and_nobody_below_answers_for_it() {
    in_town(|town| {
        let unit = |code| town.office.db.read_blocking(move |tx| unit_by_code(tx, LAOSHAN, code));
        let unit = |code| unit(code).unwrap().unwrap().id;
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let answer = |minutes| {
            town.moves(&town.clerk, minutes, &filed.no, |work, no, seen| {
                appeals::answer(work, no, seen, "greening.occupied", "物业说下周清理。")
            })
        };
        answer(30).unwrap();
        town.moves(&town.reviewer, 40, &filed.no, appeals::release).unwrap();
        let again = town.rates(&filed.no, 1, false).unwrap();
        assert_eq!((again.receiver.unit, again.assessor.unit), (unit("cgss"), unit("zhonghan")));
        assert_eq!(answer(130).unwrap_err().code(), "not_your_move");
        let head = staff(&town.office.db, "zhonghan", "head");
        let now = town.does(&head, 131, move |work| appeals::moves_now(work, &again)).unwrap();
        assert!(now.contains(&Action::Assess) && !now.contains(&Action::Answer), "{now:?}");
        assert!(town.verifies());
    });
}

#[test]
fn what_answers_to_the_district_itself_hands_the_next_round_to_the_platform_office() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Unknown)).unwrap().appeal;
        let dispatcher = staff(&town.office.db, "platform", "dispatcher");
        town.moves(&dispatcher, 30, &filed.no, |work, no, seen| {
            appeals::answer(work, no, seen, "greening.occupied", "这件由区里统一安排。")
        })
        .unwrap();
        town.moves(&town.reviewer, 40, &filed.no, appeals::release).unwrap();
        let again = town.rates(&filed.no, 1, false).unwrap();
        assert_eq!((again.round, again.assessor), (2, again.office));
        assert!(town.verifies());
    });
}

#[test]
fn unsolved_is_a_new_round_however_many_stars() {
    in_town(|town| {
        let no = town.answered().no;
        assert_eq!(town.rates(&no, 5, false).unwrap().round, 2);
    });
}

#[test]
fn nobody_but_the_applicant_rates() {
    in_town(|town| {
        let no = town.answered().no;
        let own = town.moves(&town.gardeners, 110, &no, |work, no, seen| {
            let form = appeals::Rating { grade: 5, solved: true, words: String::new() };
            appeals::rate(work, no, seen, &form)
        });
        assert_eq!(own.unwrap_err().code(), "not_your_move");
    });
}

#[test]
fn unrated_after_the_window_is_closed_without_a_grade() {
    in_town(|town| {
        let no = town.answered().no;
        let closed_on = |days: i64| {
            let ended = town.waits(close_ended(&town.office, &doing(&Actor::System, days * 1440)));
            ended.unwrap().closed
        };
        assert_eq!([closed_on(3), closed_on(12), closed_on(13)], [0, 1, 0]);
        let read =
            town.moves(&town.resident, 1440 * 13, &no, |work, no, _| appeals::by_no(work, no));
        let State::Closed(closing) = read.unwrap().state else { panic!("not closed") };
        assert_eq!(closing.grade, None);
        assert!(town.verifies());
    });
}

#[test]
fn a_closed_matter_is_reworked_within_its_window_and_not_after() {
    in_town(|town| {
        let no = town.answered().no;
        town.rates(&no, 4, true).unwrap();
        let rework = |minutes| {
            town.moves(&town.resident, minutes, &no, |work, no, seen| {
                appeals::rework(work, no, seen, "又有人种上了。")
            })
        };
        assert_eq!(rework(60 * 1440).unwrap_err().code(), "rework_over");
        assert_eq!(rework(2 * 1440).unwrap().round, 2);
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

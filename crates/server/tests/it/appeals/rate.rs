use xianban_domain::appeals::{self, PlaceGiven, Standing, State};
use xianban_testkit::office::staff;

use super::{greens, in_town};

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

use xianban_domain::appeals::{PlaceGiven, Standing};
use xianban_kernel::Problem;

use super::{greens, in_town};

#[test]
fn a_clerk_takes_an_appeal_on_and_the_next_duty_begins() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let accepted = town.accepts(&filed.no, filed.version).unwrap();
        assert_eq!((accepted.state.standing(), accepted.version), (Standing::Assessing, 2));
    });
}

#[test]
fn the_second_of_two_clerks_is_told_that_it_changed() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        town.accepts(&filed.no, filed.version).unwrap();
        let second = town.accepts(&filed.no, filed.version);
        assert!(matches!(second, Err(Problem::Stale { .. })), "{second:?}");
    });
}

#[test]
fn nobody_accepts_twice_even_knowing_the_newest_version() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let accepted = town.accepts(&filed.no, filed.version).unwrap();
        assert_eq!(town.accepts(&filed.no, accepted.version).unwrap_err().code(), "not_your_move");
    });
}

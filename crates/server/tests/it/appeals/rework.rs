use xianban_domain::appeals;

use super::in_town;

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

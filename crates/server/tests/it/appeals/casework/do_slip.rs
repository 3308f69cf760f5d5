use xianban_domain::appeals::{self, SlipProgress};

use super::super::in_town;
use super::issue_slip::issued;

#[test]
fn a_slip_is_taken_done_with_photos_and_checked_by_somebody_else_before_the_reply() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let sent = issued(town, &no);
        assert!(town.kinds(&sent).contains(&"slip"));
        let grid = town.person("cgss-g01", "grid_worker");
        town.moves(&grid, 61, &no, |work, no, _| appeals::take_slip(work, no, 1)).unwrap();
        let finish = |photos| {
            town.moves(&grid, 62, &no, move |work, no, _| {
                appeals::finish_slip(work, no, 1, "拆完了。", photos)
            })
        };
        assert_eq!(finish(0).unwrap_err().code(), "faults");
        let done = finish(1).unwrap();
        assert!(town.kinds(&done).contains(&"check"));
        let complete = |minutes| {
            town.moves(&town.gardeners, minutes, &no, |work, no, seen| {
                appeals::complete(work, no, seen, "已恢复。")
            })
        };
        assert_eq!(complete(63).unwrap_err().code(), "slips_at_work");
        let check = |minutes, good| {
            town.moves(&town.gardeners, minutes, &no, move |work, no, seen| {
                appeals::check_slip(work, no, seen, (1, good), "东头还有一段。")
            })
        };
        let again = check(64, false).unwrap();
        assert_eq!(again.casework.slips[0].progress, SlipProgress::Taken);
        finish(1).unwrap();
        assert_eq!(check(70, true).unwrap().casework.slips[0].progress, SlipProgress::Good);
        assert_eq!(complete(71).unwrap().state.standing().code(), "reviewing");
        assert!(town.verifies());
    });
}

use xianban_domain::appeals::{self, Appeal, NewSlip, SlipProgress};
use xianban_domain::rules::Evidence;

use super::super::{Town, in_town};

fn issued(town: &Town, no: &str) -> Appeal {
    let to = town.unit("cgss-g01");
    town.moves(&town.gardeners, 60, no, move |work, no, seen| {
        let goal = "把圈起来的篱笆拆掉，拍照。".to_owned();
        let slip = NewSlip { to, person: None, goal, limit: None, evidence: Evidence::After };
        appeals::issue_slip(work, no, seen, &slip)
    })
    .unwrap()
}

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

#[test]
fn nobody_checks_his_own_slip_and_strangers_see_none() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let own = town.unit("zh_city");
        town.moves(&town.gardeners, 60, &no, move |work, no, seen| {
            let goal = "自己去看一下。".to_owned();
            let evidence = Evidence::Nothing;
            let slip = NewSlip { to: own, person: None, goal, limit: None, evidence };
            appeals::issue_slip(work, no, seen, &slip)
        })
        .unwrap();
        town.moves(&town.gardeners, 61, &no, |work, no, _| {
            appeals::finish_slip(work, no, 1, "看过了。", 0)
        })
        .unwrap();
        let check = |actor, minutes| {
            town.moves(actor, minutes, &no, |work, no, seen| {
                appeals::check_slip(work, no, seen, (1, true), "")
            })
        };
        assert_eq!(check(&town.gardeners, 62).unwrap_err().code(), "not_your_move");
        let head = town.person("zh_city", "head");
        assert!(check(&head, 63).is_ok());
        let grid = town.person("cgss-g01", "grid_worker");
        let stranger = town.moves(&grid, 64, &no, |work, no, _| appeals::by_no(work, no));
        assert_eq!(stranger.unwrap_err().code(), "not_found");
        assert!(town.verifies());
    });
}

#[test]
fn a_slip_called_off_and_an_order_that_moves_leave_nothing_owed() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        issued(town, &no);
        let off = town.moves(&town.gardeners, 65, &no, |work, no, seen| {
            appeals::cancel_slip(work, no, seen, 1, "改由中队自己办。")
        });
        assert!(!town.kinds(&off.unwrap()).contains(&"slip"));
        issued(town, &no);
        let secretary = town.person("cgss", "secretary");
        let party = town.unit("zh_party");
        let moved = town.moves(&secretary, 70, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", "街道会上定的"))
        });
        assert!(!town.kinds(&moved.unwrap()).contains(&"slip"));
        assert!(town.verifies());
    });
}

use xianban_domain::appeals::{self, NewSlip};
use xianban_domain::rules::Evidence;

use super::super::in_town;

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

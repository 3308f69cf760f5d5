use xianban_domain::appeals::{self, Appeal, NewSlip};
use xianban_domain::rules::Evidence;

use super::super::{Town, in_town};

pub(super) fn issued(town: &Town, no: &str) -> Appeal {
    let to = town.unit("cgss-g01");
    town.moves(&town.gardeners, 60, no, move |work, no, seen| {
        let goal = "把圈起来的篱笆拆掉，拍照。".to_owned();
        let slip = NewSlip { to, person: None, goal, limit: None, evidence: Evidence::After };
        appeals::issue_slip(work, no, seen, &slip)
    })
    .unwrap()
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

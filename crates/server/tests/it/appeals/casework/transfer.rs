use xianban_domain::appeals::{self, State};

use super::super::in_town;

#[test]
fn a_matter_of_another_district_goes_over_through_review() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let dispatcher = town.person("platform", "dispatcher");
        town.moves(&dispatcher, 60, &no, |work, no, seen| {
            appeals::transfer(work, no, seen, "地点在市北区，已转北尚诉办，电话 0532-12345。")
        })
        .unwrap();
        let over = town.moves(&town.reviewer, 61, &no, appeals::release).unwrap();
        assert_eq!(
            (over.state, town.inbox(&town.resident)[0].as_str()),
            (State::Transferred, "已转给其他地区或平台")
        );
        assert!(town.verifies());
    });
}

use xianban_domain::appeals;
use xianban_domain::appeals::DutyKind;
use xianban_domain::rules::Lane;

use super::super::in_town;
use super::{day, due};

#[test]
fn a_faster_lane_counts_from_the_start_but_never_surprises() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let urgent = town
            .moves(&secretary, 7 * 24 * 60, &no, |work, no, seen| {
                appeals::relane(work, no, seen, Lane::Urgent, "有人受伤了。")
            })
            .unwrap();
        // Three working days from last Monday are long over: four working hours from Monday at nine.
        assert_eq!(day(due(town, &urgent, DutyKind::Handle)), "11-30 14:30");
        assert!(town.verifies());
    });
}

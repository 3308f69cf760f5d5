use xianban_domain::appeals;

use super::super::in_town;

#[test]
fn a_second_matter_becomes_an_appeal_of_its_own_and_both_know_each_other() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let split = town.moves(&secretary, 60, &no, |work, no, seen| {
            appeals::split(work, no, seen, "路灯不亮", "同一栋楼前的路灯也不亮。")
                .map(|both| both.0)
        });
        let parent = split.unwrap();
        let child = town.moves(&town.resident, 61, &no, |work, no, _| {
            let parent = appeals::by_no(work, no)?;
            let numbers = appeals::related(work, &parent)?;
            appeals::by_no(work, &numbers[0])
        });
        let child = child.unwrap();
        assert_eq!((child.filing.parent, child.place), (Some(parent.id), parent.place));
        assert_eq!(town.inbox(&town.resident)[0], "一件事分成了两件");
        assert!(town.verifies());
    });
}

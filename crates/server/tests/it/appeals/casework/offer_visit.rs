use xianban_domain::appeals;

use super::super::in_town;

#[test]
fn a_visit_is_offered_answered_and_made() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let at = town.at(24 * 60);
        let offered = town
            .moves(&town.clerk, 60, &no, move |work, no, seen| {
                appeals::offer_visit(work, no, seen, at, "看看老人需要什么。")
            })
            .unwrap();
        assert!(town.kinds(&offered).contains(&"visit"));
        assert_eq!(town.inbox(&town.resident)[0], "请确认上门时间");
        let answer = |minutes, agreed| {
            town.moves(&town.resident, minutes, &no, move |work, no, _| {
                appeals::answer_visit(work, no, 1, agreed, "下午才在家。")
            })
        };
        assert!(!town.kinds(&answer(61, false).unwrap()).contains(&"visit"), "not at that time");
        town.moves(&town.clerk, 62, &no, move |work, no, seen| {
            appeals::offer_visit(work, no, seen, at, "改到下午。")
        })
        .unwrap();
        let made = town
            .moves(&town.clerk, 24 * 60 + 30, &no, |work, no, seen| {
                appeals::make_visit(work, no, seen, "已经上门，老人要送餐。")
            })
            .unwrap();
        assert!(made.casework.visits[1].done);
        assert!(town.verifies());
    });
}

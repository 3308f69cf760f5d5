use xianban_domain::appeals::DutyKind;
use xianban_domain::appeals::{self, Hold, Register};
use xianban_kernel::Actor;

use super::super::in_town;
use super::due;

#[test]
fn a_matter_on_hold_has_a_condition_a_date_and_somebody_above_who_agreed() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let review_on = town.at(60 * 24 * 60);
        let hold = |review_on| {
            town.moves(&town.gardeners, 60, &no, move |work, no, seen| {
                let condition = "开发商移交绿地以后".to_owned();
                appeals::ask_hold(work, no, seen, &Hold { condition, review_on })
            })
        };
        assert_eq!(hold(town.at(200 * 24 * 60)).unwrap_err().code(), "faults");
        hold(review_on).unwrap();
        let street = town.person("zhonghan", "head");
        let held = town
            .moves(&street, 61, &no, |work, no, seen| appeals::answer_ask(work, no, seen, 2, ""))
            .unwrap();
        assert_eq!(due(town, &held, DutyKind::ReviewHold), review_on);
        assert!(due(town, &held, DutyKind::Handle) > review_on);
        assert_eq!(town.inbox(&town.resident)[0], "暂时办不了，已挂账");
        let on_hold = |who: &Actor, minutes| {
            town.does(who, minutes, |work| appeals::register(work, Register::Hold)).unwrap()
        };
        let listed = on_hold(&street, 62);
        assert_eq!((listed.len(), listed[0].words.as_str()), (1, "开发商移交绿地以后"));
        assert_eq!(listed[0].review_on, Some(review_on));
        assert!(on_hold(&town.person("zh_party", "handler"), 62).is_empty(), "not their matter");
        let later = town.at(100 * 24 * 60);
        town.moves(&town.gardeners, 59 * 24 * 60, &no, move |work, no, seen| {
            appeals::keep_hold(work, no, seen, later, "还没有移交。")
        })
        .unwrap();
        let cleared = town
            .moves(&town.gardeners, 90 * 24 * 60, &no, |work, no, seen| {
                appeals::clear_hold(work, no, seen, "已经移交。")
            })
            .unwrap();
        assert!(on_hold(&street, 91 * 24 * 60).is_empty());
        assert!(cleared.stopped().is_none() && !town.kinds(&cleared).contains(&"review_hold"));
        assert!(town.verifies());
    });
}

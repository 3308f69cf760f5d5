use xianban_domain::appeals;

use super::super::{PlaceGiven, greens, in_town};
use super::a_plan;

#[test]
fn a_hard_matter_waits_for_a_plan_that_somebody_else_agrees_to() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let no = filed.no;
        town.accepts(&no, filed.version).unwrap();
        let assessed = town.assesses(&no, "zh_city", "").unwrap();
        assert_eq!(assessed.state.standing().code(), "planning");
        assert!(
            town.kinds(&assessed).contains(&"plan") && !town.kinds(&assessed).contains(&"handle")
        );
        let limit = town.at(9 * 24 * 60);
        let planned = town
            .moves(&town.gardeners, 41, &no, move |work, no, seen| {
                appeals::plan(work, no, seen, &a_plan(limit))
            })
            .unwrap();
        assert!(town.kinds(&planned).contains(&"approve"));
        let own = town.moves(&town.gardeners, 42, &no, |work, no, seen| {
            appeals::answer_ask(work, no, seen, 1, "")
        });
        assert_eq!(own.unwrap_err().code(), "not_your_move");
        let head = town.person("zh_city", "head");
        let refused = town
            .moves(&head, 43, &no, |work, no, seen| {
                appeals::refuse_ask(work, no, seen, 1, "补种的时间要写清楚。")
            })
            .unwrap();
        assert!(town.kinds(&refused).contains(&"plan"));
        // What the head writes himself goes one level up.
        let again = town
            .moves(&head, 44, &no, move |work, no, seen| {
                appeals::plan(work, no, seen, &a_plan(limit))
            })
            .unwrap();
        let asked = again.asked().next().expect("it waits").approver.unit;
        assert_eq!(asked, town.unit("zhonghan"));
        let street = town.person("zhonghan", "head");
        let begun = town
            .moves(&street, 45, &no, |work, no, seen| {
                appeals::answer_ask(work, no, seen, 2, "同意")
            })
            .unwrap();
        assert_eq!(begun.state.standing().code(), "handling");
        assert_eq!(begun.plan().map(|plan| plan.n), Some(2));
        assert!(town.verifies());
    });
}

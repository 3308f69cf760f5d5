use xianban_domain::whistle::{self, Called};
use xianban_kernel::Problem;

use super::{REASON, on_the_street};

#[test]
fn the_street_calls_one_more_unit_in() {
    on_the_street(|town, people| {
        let (held, filed) = town.blows(people);
        let form = Called {
            unit: Some(town.unit("zh_office")),
            asked: "协调施工队，周六进场。".to_owned(),
            reason: REASON.to_owned(),
        };
        let twice = form.clone();
        let called = town.on_whistle(&people.street, 70, &held.no, move |work, no, seen| {
            whistle::call(work, no, seen, &form)
        });
        assert_eq!(called.unwrap().receivers.len(), 3);
        let again = town.on_whistle(&people.street, 71, &held.no, move |work, no, seen| {
            whistle::call(work, no, seen, &twice)
        });
        let Err(Problem::Faults(faults)) = again else { panic!("called twice") };
        assert!(faults[0].said.contains("已经在这份吹哨单上"));
        let no = filed[0].no.clone();
        let appeal =
            town.does(&town.clerk, 72, move |work| xianban_domain::appeals::by_no(work, &no));
        let called = appeal.unwrap();
        assert!(called.order_of_whistle(held.id, town.unit("zh_office")).is_some());
        assert!(town.verifies());
    });
}

use xianban_domain::appeals;
use xianban_domain::appeals::DutyKind;

use super::super::in_town;
use super::{day, due};

#[test]
fn an_extension_needs_an_answer_and_is_told_to_the_applicant_and_there_are_two() {
    in_town(|town| {
        let handled = town.handled_by_gardeners();
        let no = handled.no.clone();
        assert_eq!(day(due(town, &handled, DutyKind::Handle)), "12-14 17:30");
        let ask = |minutes| {
            town.moves(&town.gardeners, minutes, &no, |work, no, seen| {
                appeals::ask_extension(work, no, seen, "等苗木到货。")
            })
        };
        let asked = ask(50).unwrap();
        assert_eq!(due(town, &asked, DutyKind::Handle), due(town, &handled, DutyKind::Handle));
        assert_eq!(ask(51).unwrap_err().code(), "extension_waits");
        let head = town.person("zh_city", "head");
        let grant = |actor, minutes, n| {
            town.moves(actor, minutes, &no, move |work, no, seen| {
                appeals::answer_ask(work, no, seen, n, "")
            })
        };
        let granted = grant(&head, 52, 2).unwrap();
        assert_eq!(day(due(town, &granted, DutyKind::Handle)), "12-23 17:30");
        assert_eq!(town.inbox(&town.resident)[0], "办理期限延长");
        ask(53).unwrap();
        assert!(grant(&head, 54, 3).is_err(), "the second needs the level above");
        let street = town.person("zhonghan", "head");
        grant(&street, 55, 3).unwrap();
        assert_eq!(ask(56).unwrap_err().code(), "no_more_extensions");
        assert!(town.verifies());
    });
}

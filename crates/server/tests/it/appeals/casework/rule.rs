use xianban_domain::appeals::{self, Appeal, RuleOn};
use xianban_kernel::{Actor, Problem, UnitId};

use super::super::{Town, in_town};
use super::return_order::returns;

fn rules(
    town: &Town,
    actor: &Actor,
    minutes: i64,
    no: &str,
    (dispute, to): (i64, Option<UnitId>),
) -> Result<Appeal, Problem> {
    town.moves(actor, minutes, no, move |work, no, seen| {
        let (words, override_reason) = ("按街道会议定的。".to_owned(), "街道会上定的".to_owned());
        appeals::rule(work, no, seen, &RuleOn { dispute, to, words, override_reason })
    })
}

#[test]
fn a_returned_order_is_ruled_on_above_while_work_goes_on_and_is_not_returned_again() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let returned = returns(town, &town.gardeners, 50, &no, None).unwrap();
        let kinds = town.kinds(&returned);
        assert!(kinds.contains(&"rule") && kinds.contains(&"handle"), "{kinds:?}");
        assert_eq!(returned.returns(), 1);
        let again = returns(town, &town.gardeners, 51, &no, None);
        assert_eq!(again.unwrap_err().code(), "returned_already");
        let done = town.moves(&town.gardeners, 52, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已清理。")
        });
        assert_eq!(done.unwrap_err().code(), "ruling_waits");
        let street = town.person("zhonghan", "head");
        let ruled = rules(town, &street, 53, &no, (1, None)).unwrap();
        assert_eq!(ruled.lead().map(|lead| lead.n), Some(1));
        let after = returns(town, &town.gardeners, 54, &no, None);
        assert_eq!(after.unwrap_err().code(), "returned_already");
        assert!(town.verifies());
    });
}

#[test]
fn a_ruling_moves_the_order_and_only_new_facts_let_the_next_unit_return_it() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let party = town.unit("zh_party");
        returns(town, &town.gardeners, 50, &no, Some(party)).unwrap();
        let street = town.person("zhonghan", "head");
        let moved = rules(town, &street, 53, &no, (1, Some(party))).unwrap();
        assert_eq!(moved.lead().map(|lead| (lead.n, lead.unit.unit)), Some((2, party)));
        assert_eq!(town.inbox(&town.resident)[0], "已确定承办单位");
        let next = town.person("zh_party", "handler");
        let final_word = returns(town, &next, 54, &no, None);
        assert_eq!(final_word.unwrap_err().code(), "returned_already");
        town.moves(&town.resident, 55, &no, |work, no, _| {
            appeals::supplement(work, no, "原来是开发商围起来的。")
        })
        .unwrap();
        assert!(returns(town, &next, 56, &no, None).is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn the_backstop_unit_takes_what_was_returned_without_a_reason_and_returns_nothing() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        returns(town, &town.gardeners, 60, &no, None).unwrap();
        let (street, to) = (town.person("zhonghan", "head"), town.unit("zhonghan"));
        let ruled = town
            .moves(&street, 70, &no, move |work, no, seen| {
                let (words, override_reason) = ("街道兜底来办。".to_owned(), String::new());
                let form = RuleOn { dispute: 1, to: Some(to), words, override_reason };
                appeals::rule(work, no, seen, &form)
            })
            .unwrap();
        assert_eq!(ruled.lead().map(|lead| lead.unit.unit), Some(to));
        let handlers = town.person("zhonghan", "handler");
        let refused = returns(town, &handlers, 80, &no, None).unwrap_err();
        assert_eq!(refused.code(), "backstop");
        assert!(town.verifies());
    });
}

use xianban_domain::appeals::{self, Appeal, Recuse, Return, RuleOn};
use xianban_kernel::{Actor, Problem, UnitId};

use super::super::{Town, in_town};

fn returns(
    town: &Town,
    actor: &Actor,
    minutes: i64,
    no: &str,
    suggested: Option<UnitId>,
) -> Result<Appeal, Problem> {
    town.moves(actor, minutes, no, move |work, no, seen| {
        let (reason, words) = ("not_on_duty_list".to_owned(), "不是我们的职责。".to_owned());
        appeals::return_order(work, no, seen, &Return { reason, words, suggested })
    })
}

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
fn an_order_can_be_returned_for_one_working_day_only() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let late = returns(town, &town.gardeners, 3 * 24 * 60, &no, None);
        assert_eq!(late.unwrap_err().code(), "too_late_to_return");
    });
}

#[test]
fn an_order_is_reassigned_by_the_duty_list_and_given_to_a_colleague() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let party = town.unit("zh_party");
        let refused = town.moves(&secretary, 50, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", ""))
        });
        assert_eq!(refused.unwrap_err().code(), "duty_list");
        let moved = town.moves(&secretary, 51, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", "街道会上定的"))
        });
        assert_eq!(moved.unwrap().lead().map(|lead| lead.unit.unit), Some(party));
        let head = town.person("zh_party", "head");
        let worker = town.hired("zh_party", "handler").staff().unwrap().id;
        let stranger = town.gardeners.staff().unwrap().id;
        let assign = |minutes, person| {
            town.moves(&head, minutes, &no, move |work, no, seen| {
                appeals::assign(work, no, seen, 2, Some(person))
            })
        };
        assert_eq!(assign(52, stranger).unwrap_err().code(), "faults");
        let named = assign(53, worker).unwrap();
        let set = town.office.rules_of(named.rules).unwrap();
        let owed = appeals::duties(&named, &set);
        assert!(owed.iter().all(|duty| duty.person == Some(worker)), "{owed:?}");
        assert!(town.verifies());
    });
}

#[test]
fn the_unit_complained_of_never_leads_nor_sees_who_complains() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let (accused, party) = (town.unit("zh_city"), town.unit("zh_party"));
        let recuse = |minutes, lead: Option<UnitId>| {
            town.moves(&secretary, minutes, &no, move |work, no, seen| {
                let (words, override_reason) = ("反映的就是他们。".to_owned(), "回避".to_owned());
                let form = Recuse { unit: accused, lead, words, override_reason };
                appeals::recuse(work, no, seen, &form)
            })
        };
        assert_eq!(recuse(50, None).unwrap_err().code(), "faults");
        let recused = recuse(51, Some(party)).unwrap();
        assert_eq!(recused.lead().map(|lead| lead.unit.unit), Some(party));
        let back = town.moves(&secretary, 52, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (2, accused), ("改回去", ""))
        });
        assert_eq!(back.unwrap_err().code(), "faults");
        let look = town.moves(&town.gardeners, 53, &no, |work, no, _| {
            appeals::see_applicant(work, no, "想找他谈谈")?;
            appeals::by_no(work, no)
        });
        assert_eq!(look.unwrap_err().code(), "not_your_move");
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

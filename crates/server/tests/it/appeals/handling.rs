use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Dispatch, PlaceGiven, Standing};
use xianban_domain::organisation::unit_by_code;
use xianban_testkit::office::{LAOSHAN, staff};

use super::{COMMUNITY_UNIT, Town, greens, in_town};

fn dispatch_to(
    town: &Town,
    no: &str,
    unit: &'static str,
) -> Result<usize, xianban_kernel::Problem> {
    let secretary = staff(&town.office.db, COMMUNITY_UNIT, "secretary");
    let dispatched = town.moves(&secretary, 50, no, move |work, no, seen| {
        let unit = unit_by_code(work.tx, LAOSHAN, unit)?.expect("the demo has this unit").id;
        let (words, override_reason) = ("请派人到场。".to_owned(), "一起到场".to_owned());
        appeals::dispatch(work, no, seen, &Dispatch { unit, words, override_reason })
    });
    dispatched.map(|appeal| appeal.orders.len())
}

#[test]
fn assessing_gives_one_lead_order_and_tells_the_resident_who_is_on_it() {
    in_town(|town| {
        let appeal = town.handled_by_gardeners();
        assert_eq!(appeal.state.standing(), Standing::Handling);
        assert_eq!(appeal.list.as_deref(), Some("sanitation"));
        assert!(appeal.lead().is_some());
        assert_eq!(town.inbox(&town.resident), ["已确定承办单位", "已接单", "诉求已提交"]);
        assert!(town.verifies());
    });
}

#[test]
fn a_unit_without_the_matter_on_its_list_gets_it_only_with_a_reason() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        town.accepts(&filed.no, filed.version).unwrap();
        let refused = town.assesses(&filed.no, "zh_party", "").unwrap_err();
        assert_eq!(refused.code(), "duty_list");
        assert!(refused.said().contains("有它的"), "{}", refused.said());
        assert!(town.assesses(&filed.no, "zh_party", "街道会上定的").is_ok());
    });
}

#[test]
fn nobody_is_given_a_matter_where_no_role_would_owe_it() {
    in_town(|town| {
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        town.accepts(&filed.no, filed.version).unwrap();
        let refused = town.assesses(&filed.no, "platform", "会上定的").unwrap_err();
        assert_eq!(refused.code(), "faults");
        town.assesses(&filed.no, "zh_city", "").unwrap();
        assert_eq!(dispatch_to(town, &filed.no, "platform").unwrap_err().code(), "faults");
    });
}

#[test]
fn the_reply_waits_for_every_helper() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        assert_eq!(dispatch_to(town, &no, "zh_party"), Ok(2));
        town.moves(&town.gardeners, 60, &no, appeals::acknowledge).unwrap();
        let complete = |minutes| {
            town.moves(&town.gardeners, minutes, &no, |work, no, seen| {
                appeals::complete(work, no, seen, "已清理。")
            })
        };
        assert_eq!(complete(70).unwrap_err().code(), "assistants_at_work");
        let helper = staff(&town.office.db, "zh_party", "handler");
        town.moves(&helper, 75, &no, |work, no, _| appeals::report(work, no, "已到场劝导。"))
            .unwrap();
        assert_eq!(complete(80).unwrap().state.standing(), Standing::Reviewing);
        assert!(town.verifies());
    });
}

#[test]
fn everybody_sees_just_the_moves_that_are_his() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let now = |actor: &xianban_kernel::Actor| {
            let no = no.clone();
            let moves = town.does(actor, 55, move |work| {
                let appeal = appeals::by_no(work, &no)?;
                appeals::moves_now(work, &appeal)
            });
            moves.unwrap()
        };
        assert_eq!(now(&town.resident), [Action::Supplement, Action::Urge, Action::Withdraw]);
        let of_unit = now(&town.gardeners);
        assert!(of_unit.contains(&Action::Acknowledge) && of_unit.contains(&Action::Complete));
        assert!(!of_unit.contains(&Action::Release) && !of_unit.contains(&Action::Assess));
        assert!(!now(&town.reviewer).contains(&Action::Release));
    });
}

#[test]
fn a_resident_adds_words_at_any_time_and_nobody_s_form_goes_stale() {
    in_town(|town| {
        let appeal = town.handled_by_gardeners();
        let added = town.moves(&town.resident, 58, &appeal.no, |work, no, _| {
            appeals::supplement(work, no, "今天又多围了一块。")
        });
        assert_eq!(added.unwrap().version, appeal.version);
    });
}

#[test]
fn a_withdrawn_appeal_owes_nobody_and_tells_the_resident() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let gone = town.moves(&town.resident, 59, &no, |work, no, seen| {
            appeals::withdraw(work, no, seen, "邻居已经自己清了。")
        });
        assert_eq!(gone.unwrap().state.standing(), Standing::Withdrawn);
        assert_eq!(town.inbox(&town.resident)[0], "诉求已撤回");
        assert!(town.verifies());
    });
}

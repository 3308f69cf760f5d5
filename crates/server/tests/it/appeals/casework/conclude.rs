use xianban_domain::appeals::{self, Appeal, Closing, State};
use xianban_kernel::Problem;
use xianban_testkit::office::staff;

use super::super::{Town, in_town};

/// From a bad rating through the next round to the reply.
fn another_round(town: &Town, no: &str, first: i64) {
    let leader = |appeal: &Appeal| appeal.assessor.unit;
    let now = town.moves(&town.resident, first, no, |work, no, _| appeals::by_no(work, no));
    let (by, leads) = if leader(&now.unwrap()) == town.unit("zhonghan") {
        ("zhonghan", town.person("zhonghan", "head"))
    } else {
        ("platform", town.person("platform", "dispatcher"))
    };
    let lead = town.unit("zh_city");
    town.moves(&leads, first + 1, no, move |work, no, seen| {
        let form = appeals::Assess {
            matter: "greening.occupied".to_owned(),
            list: String::new(),
            lane: xianban_domain::rules::Lane::General,
            facts: String::new(),
            lead,
            override_reason: String::new(),
            more: appeals::More::default(),
        };
        appeals::assess(work, no, seen, &form)
    })
    .unwrap_or_else(|problem| panic!("{by}: {problem}"));
    let head = town.person("zh_city", "head");
    let limit = town.at(first + 9 * 24 * 60);
    let planned = town
        .moves(&head, first + 2, no, move |work, no, seen| {
            appeals::plan(work, no, seen, &super::a_plan(limit))
        })
        .unwrap();
    let ask = planned.asked().next().unwrap().n;
    let street = staff(&town.office.db, "zhonghan", "head");
    town.moves(&street, first + 3, no, move |work, no, seen| {
        appeals::answer_ask(work, no, seen, ask, "")
    })
    .unwrap();
    town.moves(&head, first + 4, no, |work, no, seen| {
        appeals::complete(work, no, seen, "又补种了一遍。")
    })
    .unwrap();
    town.moves(&town.reviewer, first + 5, no, appeals::release).unwrap();
}

fn rates_badly(town: &Town, no: &str, minutes: i64) -> Result<Appeal, Problem> {
    town.moves(&town.resident, minutes, no, |work, no, seen| {
        let form = appeals::Rating { grade: 1, solved: false, words: String::new() };
        appeals::rate(work, no, seen, &form)
    })
}

#[test]
fn an_applicant_who_always_rates_one_gets_a_conclusion_with_the_next_channel() {
    in_town(|town| {
        let no = town.answered().no;
        rates_badly(town, &no, 120).unwrap();
        another_round(town, &no, 200);
        let third = rates_badly(town, &no, 300).unwrap();
        assert_eq!(third.round, 3);
        assert!(third.is_listed(appeals::Why::Supervised), "second failure");
        another_round(town, &no, 400);
        let last = rates_badly(town, &no, 500).unwrap();
        assert_eq!(
            (last.state.standing().code(), town.kinds(&last)),
            ("concluding", vec!["conclude", "review_listing"])
        );
        let dispatcher = town.person("platform", "dispatcher");
        town.moves(&dispatcher, 501, &no, |work, no, seen| {
            appeals::conclude(work, no, seen, "已办三轮。不服的，可以在三十日内申请复查。")
        })
        .unwrap();
        let closed = town.moves(&town.reviewer, 502, &no, appeals::release).unwrap();
        assert!(matches!(closed.state, State::Closed(Closing { grade: Some(1), .. })));
        assert_eq!(town.inbox(&town.resident)[0], "最终结论");
        assert!(town.verifies());
    });
}

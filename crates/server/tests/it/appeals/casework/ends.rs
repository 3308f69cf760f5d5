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
            ("concluding", vec!["conclude"])
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

#[test]
fn what_turns_out_not_to_be_ours_ends_through_review_and_is_looked_at_once_more_above() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let terminate = |reason: &'static str| {
            town.moves(&town.gardeners, 60, &no, move |work, no, seen| {
                appeals::terminate(work, no, seen, reason, "法院已经立案，请等判决。")
            })
        };
        assert_eq!(terminate("no_reason").unwrap_err().code(), "faults");
        terminate("legal_channel").unwrap();
        let declined = town.moves(&town.reviewer, 61, &no, appeals::release).unwrap();
        assert_eq!(declined.state, State::Declined);
        let object = |minutes| {
            town.moves(&town.resident, minutes, &no, |work, no, seen| {
                appeals::reconsider(work, no, seen, "没有立案。")
            })
        };
        let again = object(62).unwrap();
        assert_eq!(again.state.standing().code(), "submitted");
        assert_ne!(again.receiver.unit, town.unit("cgss"));
        assert_eq!(town.inbox(&town.resident)[0], "已申请复核");
        let dispatcher = town.person("platform", "dispatcher");
        town.moves(&dispatcher, 63, &no, |work, no, seen| {
            appeals::decline(work, no, seen, "legal_channel", "已经核实立案。")
        })
        .unwrap();
        town.moves(&town.reviewer, 64, &no, appeals::release).unwrap();
        assert!(object(65).is_err(), "once only");
        assert!(town.verifies());
    });
}

#[test]
fn a_matter_of_another_district_goes_over_through_review() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let dispatcher = town.person("platform", "dispatcher");
        town.moves(&dispatcher, 60, &no, |work, no, seen| {
            appeals::transfer(work, no, seen, "地点在市北区，已转北尚诉办，电话 0532-12345。")
        })
        .unwrap();
        let over = town.moves(&town.reviewer, 61, &no, appeals::release).unwrap();
        assert_eq!(
            (over.state, town.inbox(&town.resident)[0].as_str()),
            (State::Transferred, "已转给其他地区或平台")
        );
        assert!(town.verifies());
    });
}

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

#[test]
fn a_move_is_taken_back_within_eight_seconds_by_whoever_made_it() {
    in_town(|town| {
        let before = town.handled_by_gardeners();
        let no = before.no.clone();
        let party = town.unit("zh_party");
        let secretary = town.person("cgss", "secretary");
        town.moves(&secretary, 60, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", "街道会上定的"))
        })
        .unwrap();
        let other = town.moves(&town.clerk, 60, &no, |work, no, _| appeals::undo(work, no));
        assert_eq!(other.unwrap_err().code(), "too_late_to_undo");
        let back = town.moves(&secretary, 60, &no, |work, no, _| appeals::undo(work, no)).unwrap();
        assert_eq!(back.lead().map(|lead| lead.n), before.lead().map(|lead| lead.n));
        assert_eq!(back.state, before.state);
        town.moves(&secretary, 62, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (1, party), ("换人", "街道会上定的"))
        })
        .unwrap();
        let late = town.moves(&secretary, 63, &no, |work, no, _| appeals::undo(work, no));
        assert_eq!(late.unwrap_err().code(), "too_late_to_undo");
        assert!(town.verifies());
    });
}

use xianban_domain::appeals::{self, Submit, Why};
use xianban_domain::rules::Lane;

use super::super::{PlaceGiven, Town, greens, in_town};

#[test]
fn a_prior_petition_takes_the_special_channel_with_a_named_person() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let professional = town.hired("cgss", "handler");
        let (at, who) = (town.unit("cgss"), professional.staff().unwrap().id);
        let special = town
            .moves(&secretary, 60, &no, move |work, no, seen| {
                appeals::specialise(work, no, seen, (at, who), "去年到市里信访过一次。")
            })
            .unwrap();
        assert_eq!(special.lane, Lane::Special);
        assert!(special.is_listed(Why::Hard) && town.kinds(&special).contains(&"review_special"));
        let next = town.at(8 * 24 * 60);
        let look = |actor, minutes| {
            town.moves(actor, minutes, &no, move |work, no, _| {
                appeals::follow_special(work, no, next, "已上门谈过。")
            })
        };
        assert!(look(&secretary, 61).is_err(), "only the named person");
        assert!(look(&professional, 62).is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn earlier_rounds_and_refusals_of_the_applicant_point_at_a_petition() {
    in_town(|town| {
        let old = town.answered().no;
        town.rates(&old, 1, false).unwrap();
        let new = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let found = town.does(&town.clerk, 150, move |work| appeals::had_petition(work, &new));
        assert_eq!(found.unwrap(), [old]);
    });
}

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

#[test]
fn an_expert_answers_by_his_link_and_sees_no_identity() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        town.does(&town.clerk, 50, |work| appeals::add_expert(work, "园林专家甲", "绿化")).unwrap();
        let expert = town.does(&town.clerk, 51, appeals::experts).unwrap()[0].id;
        let opened = town
            .moves(&town.clerk, 60, &no, move |work, no, seen| {
                appeals::open_consult(work, no, seen, &[expert], "这种土能不能直接补种冬青？")
            })
            .unwrap();
        assert!(town.kinds(&opened).contains(&"consult"));
        let links = town.does(&town.clerk, 61, move |work| appeals::links(work, &opened)).unwrap();
        let word = links[0].1.rsplit('/').next().unwrap().to_owned();
        let guest = xianban_kernel::Actor::Guest;
        let (asked, wrong) = (no.clone(), "0".repeat(word.len()));
        let peep = town.does(&guest, 62, move |work| {
            appeals::session(work, &asked, (1, expert), &wrong).map(|(_, session)| session.question)
        });
        assert_eq!(peep.unwrap_err().code(), "not_found");
        let (asked, right) = (no.clone(), word.clone());
        let opine = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            appeals::opine(work, &asked, (1, expert), &right, "要先换土三十厘米。")
        };
        town.does(&guest, 63, opine.clone()).unwrap();
        assert_eq!(town.does(&guest, 64, opine).unwrap_err().code(), "opined_already");
        let ended = town.moves(&town.clerk, 65, &no, |work, no, seen| {
            appeals::end_consult(work, no, seen, "换土三十厘米后补种。")
        });
        assert!(ended.unwrap().casework.consults[0].ended);
        assert!(town.verifies());
    });
}

#[test]
fn only_what_the_applicant_lets_be_seen_hangs_on_the_public_board() {
    in_town(|town| {
        let secretary = town.person("cgss", "secretary");
        let listed = |town: &Town, public: bool| {
            let form = Submit { public, ..greens(PlaceGiven::Known(town.estate())) };
            let no = town.files(form).unwrap().appeal.no;
            town.moves(&secretary, 10, &no, |work, no, seen| {
                appeals::list(work, no, seen, Why::Board, "社区承诺一个月内办好。")
            })
        };
        assert_eq!(listed(town, false).unwrap_err().code(), "faults");
        let shown = listed(town, true).unwrap();
        let board = town.does(&xianban_kernel::Actor::Guest, 20, appeals::board).unwrap();
        assert_eq!(board.iter().map(|(one, _)| one.appeal.id).collect::<Vec<_>>(), [shown.id]);
        let shared = town.unit("housing");
        town.moves(&secretary, 21, &shown.no, move |work, no, _| {
            appeals::share(work, no, shared, "请住建局了解。")
        })
        .unwrap();
        let reader = town.person("housing", "handler");
        let read = town.moves(&reader, 22, &shown.no, |work, no, _| appeals::by_no(work, no));
        assert!(read.is_ok());
        let write =
            town.moves(&reader, 23, &shown.no, |work, no, _| appeals::note(work, no, "知道了"));
        assert_eq!(write.unwrap_err().code(), "not_your_move");
        assert!(town.verifies());
    });
}

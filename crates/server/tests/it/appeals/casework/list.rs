use xianban_domain::appeals::{self, DutyKind, Register, Submit, ToList, Why};

use super::super::{PlaceGiven, Town, greens, in_town};

#[test]
fn only_what_the_applicant_lets_be_seen_hangs_on_the_public_board() {
    in_town(|town| {
        let secretary = town.person("cgss", "secretary");
        let listed = |town: &Town, public: bool| {
            let form = Submit { public, ..greens(PlaceGiven::Known(town.estate())) };
            let no = town.files(form).unwrap().appeal.no;
            town.moves(&secretary, 10, &no, |work, no, seen| {
                let words = "社区承诺一个月内办好。".to_owned();
                appeals::list(work, no, seen, &ToList { why: Why::Board, until: None, words })
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

#[test]
fn a_supervised_matter_is_looked_at_on_its_day_by_who_listed_it() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let head = town.person("zhonghan", "head");
        let listed = |minutes: i64, until: Option<i64>| {
            let until = until.map(|minutes| town.at(minutes));
            town.moves(&head, minutes, &no, move |work, no, seen| {
                let (why, words) = (Why::Supervised, "限期办好，每周报一次。".to_owned());
                appeals::list(work, no, seen, &ToList { why, until, words })
            })
        };
        let day = 24 * 60;
        assert_eq!(listed(50, Some(45)).unwrap_err().code(), "faults", "not in the past");
        let first = listed(50, Some(14 * day)).unwrap();
        let due = |appeal: &appeals::Appeal| super::due(town, appeal, DutyKind::ReviewListing);
        assert_eq!(due(&first), town.at(14 * day));
        assert_eq!(listed(51, Some(14 * day)).unwrap_err().code(), "faults", "listed already");
        let longer = listed(52, Some(21 * day)).unwrap();
        assert_eq!(due(&longer), town.at(21 * day), "another day is a listing of its own");
        let register = |work: &mut xianban_domain::office::Work<'_, '_>| {
            appeals::register(work, Register::Supervised)
        };
        let register = town.does(&head, 53, register).unwrap();
        assert_eq!(register[0].review_on, Some(town.at(21 * day)));
        let secretary = town.person("cgss", "secretary");
        let early = town.moves(&secretary, 53, &no, |work, no, seen| {
            appeals::unlist(work, no, seen, Why::Supervised, "不用再督了。")
        });
        assert_eq!(early.unwrap_err().code(), "faults", "nobody below takes it off");
        let ended = town.moves(&head, 54, &no, |work, no, seen| {
            appeals::unlist(work, no, seen, Why::Supervised, "已经修好，摘牌。")
        });
        assert!(!town.kinds(&ended.unwrap()).contains(&"review_listing"));
        assert!(town.verifies());
    });
}

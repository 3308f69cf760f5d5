use xianban_domain::appeals::{self, Submit, Why};

use super::super::{PlaceGiven, Town, greens, in_town};

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

use xianban_domain::appeals;
use xianban_kernel::{Actor, Staff, StaffId};

use super::in_town;
use super::release::gardener_and_reviewer;

#[test]
fn a_reviewer_s_own_words_do_not_keep_him_from_reviewing() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let note = |who: &Actor, minutes| {
            town.moves(who, minutes, &no, |work, no, _| appeals::note(work, no, "先看一下材料。"))
        };
        note(&town.reviewer, 50).unwrap();
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已清理。")
        })
        .unwrap();
        note(&town.reviewer, 61).unwrap();
        assert!(town.moves(&town.reviewer, 62, &no, appeals::release).is_ok());
        assert!(town.verifies());
    });
}

#[test]
fn a_note_from_a_unit_that_handles_bars_its_author_at_the_reviewers_desk() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let both = gardener_and_reviewer(town);
        town.moves(&both, 50, &no, |work, no, _| appeals::note(work, no, "已约好上门。")).unwrap();
        let other = Actor::Staff(Staff { id: StaffId::new(4711), ..both.staff().unwrap().clone() });
        town.moves(&other, 60, &no, |work, no, seen| appeals::complete(work, no, seen, "已清理。"))
            .unwrap();
        assert_eq!(
            town.moves(&both, 62, &no, appeals::release).unwrap_err().code(),
            "not_your_move"
        );
        assert!(town.moves(&town.reviewer, 63, &no, appeals::release).is_ok());
    });
}

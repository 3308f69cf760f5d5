use xianban_domain::appeals;

use super::super::in_town;

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

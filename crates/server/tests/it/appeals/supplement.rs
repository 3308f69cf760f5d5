use xianban_domain::appeals;

use super::in_town;

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

use xianban_domain::appeals::{self, PlaceGiven, Standing};
use xianban_domain::rules::AppealKind;
use xianban_testkit::office::staff;

use super::{greens, in_town};

#[test]
fn where_no_resident_asked_the_result_is_verified_on_site() {
    in_town(|town| {
        let mut form = greens(PlaceGiven::Known(town.estate()));
        (form.kind, form.tile) = (AppealKind::Enforcement, None);
        let filed = town.does(&town.clerk, 0, move |work| appeals::submit(work, &form));
        let no = filed.unwrap().appeal.no;
        town.accepts(&no, 1).unwrap();
        // What a community reports for a department is assessed by the platform office.
        let own = town.assesses(&no, "zh_city", "").unwrap_err();
        assert_eq!(own.code(), "not_your_move");
        let dispatcher = staff(&town.office.db, "platform", "dispatcher");
        town.assesses_as(&dispatcher, &no, "zh_city", "").unwrap();
        town.plans(&no);
        town.moves(&town.gardeners, 60, &no, |work, no, seen| {
            appeals::complete(work, no, seen, "已恢复。")
        })
        .unwrap();
        let released = town.moves(&town.reviewer, 61, &no, appeals::release);
        assert_eq!(released.unwrap_err().code(), "not_your_move");
        let verified = town.moves(&town.caller, 62, &no, |work, no, seen| {
            appeals::verify(work, no, seen, true, "现场已恢复绿化。")
        });
        assert_eq!(verified.unwrap().state.standing(), Standing::Closed);
        assert!(town.verifies());
    });
}

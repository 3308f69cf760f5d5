use xianban_domain::appeals::{PlaceGiven, Standing};

use super::dispatch::dispatch_to;
use super::{greens, in_town};

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

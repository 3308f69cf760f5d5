use xianban_domain::appeals::{self, Recuse};
use xianban_kernel::UnitId;

use super::super::in_town;

#[test]
fn the_unit_complained_of_never_leads_nor_sees_who_complains() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let secretary = town.person("cgss", "secretary");
        let (accused, party) = (town.unit("zh_city"), town.unit("zh_party"));
        let recuse = |minutes, lead: Option<UnitId>| {
            town.moves(&secretary, minutes, &no, move |work, no, seen| {
                let (words, override_reason) = ("反映的就是他们。".to_owned(), "回避".to_owned());
                let form = Recuse { unit: accused, lead, words, override_reason };
                appeals::recuse(work, no, seen, &form)
            })
        };
        assert_eq!(recuse(50, None).unwrap_err().code(), "faults");
        let recused = recuse(51, Some(party)).unwrap();
        assert_eq!(recused.lead().map(|lead| lead.unit.unit), Some(party));
        let back = town.moves(&secretary, 52, &no, move |work, no, seen| {
            appeals::reassign(work, no, seen, (2, accused), ("改回去", ""))
        });
        assert_eq!(back.unwrap_err().code(), "faults");
        let look = town.moves(&town.gardeners, 53, &no, |work, no, _| {
            appeals::see_applicant(work, no, "想找他谈谈")?;
            appeals::by_no(work, no)
        });
        assert_eq!(look.unwrap_err().code(), "not_your_move");
        assert!(town.verifies());
    });
}

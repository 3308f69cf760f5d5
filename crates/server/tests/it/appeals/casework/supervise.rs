use xianban_domain::appeals;
use xianban_kernel::{Actor, Problem};

use super::super::{Town, in_town};

pub(super) fn urges(town: &Town, no: &str, who: &Actor, minutes: i64) -> Result<(), Problem> {
    let words = "三天内到现场，办不了的说明原因。";
    town.moves(who, minutes, no, |work, no, _| appeals::supervise(work, no, words)).map(drop)
}

#[test]
fn only_who_stands_above_the_matter_urges_and_not_twice_before_an_answer() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let refused = |who: &Actor| urges(town, &no, who, 50).unwrap_err().code().to_owned();
        assert_eq!(refused(&town.gardeners), "not_your_move");
        assert_eq!(refused(&town.person("zh_city", "head")), "not_your_move", "his own matter");
        assert_eq!(refused(&town.person("housing", "head")), "not_found");
        let head = town.person("zhonghan", "head");
        urges(town, &no, &head, 51).unwrap();
        assert_eq!(refused(&head), "supervised_already");
        urges(town, &no, &town.person("platform", "dispatcher"), 52).unwrap();
        assert!(town.verifies());
    });
}

use xianban_domain::appeals::{self, Appeal};
use xianban_kernel::{Actor, Problem};

use super::super::{Town, in_town};
use super::supervise::urges;

fn answers(town: &Town, no: &str, who: &Actor, minutes: i64) -> Result<Appeal, Problem> {
    town.moves(who, minutes, no, |work, no, seen| {
        appeals::answer_supervision(work, no, seen, "已派工，后天到现场。")
    })
}

#[test]
fn whoever_has_it_answers_all_who_urged_at_once() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        let head = town.person("zhonghan", "head");
        urges(town, &no, &head, 50).unwrap();
        urges(town, &no, &town.person("platform", "dispatcher"), 51).unwrap();
        let urged = town.moves(&head, 51, &no, |work, no, _| appeals::by_no(work, no)).unwrap();
        let owed = town.kinds(&urged).iter().filter(|kind| **kind == "answer_supervision").count();
        assert_eq!(owed, 2, "{:?}", town.kinds(&urged));
        assert_eq!(answers(town, &no, &head, 52).unwrap_err().code(), "not_your_move");
        let answered = answers(town, &no, &town.gardeners, 53).unwrap();
        assert_eq!(answered.unanswered().count(), 0);
        assert!(!town.kinds(&answered).contains(&"answer_supervision"));
        let nothing = answers(town, &no, &town.gardeners, 54).unwrap_err();
        assert_eq!(nothing.code(), "not_your_move", "nobody waits any more");
        urges(town, &no, &head, 55).unwrap();
        let again = town.moves(&head, 56, &no, |work, no, _| appeals::by_no(work, no)).unwrap();
        assert_eq!(again.unanswered().map(|one| one.n).collect::<Vec<_>>(), [3]);
        assert!(town.verifies());
    });
}

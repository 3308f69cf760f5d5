use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, PlaceGiven};
use xianban_domain::organisation::unit_by_code;
use xianban_testkit::office::{LAOSHAN, staff};

use super::{greens, in_town};

#[test]
fn after_an_answer_at_once_the_unit_above_leads_and_nobody_below_answers_for_it() {
    in_town(|town| {
        let unit = |code| town.office.db.read_blocking(move |tx| unit_by_code(tx, LAOSHAN, code));
        let unit = |code| unit(code).unwrap().unwrap().id;
        let filed = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal;
        let answer = |minutes| {
            town.moves(&town.clerk, minutes, &filed.no, |work, no, seen| {
                appeals::answer(work, no, seen, "greening.occupied", "物业说下周清理。")
            })
        };
        answer(30).unwrap();
        town.moves(&town.reviewer, 40, &filed.no, appeals::release).unwrap();
        let again = town.rates(&filed.no, 1, false).unwrap();
        assert_eq!((again.receiver.unit, again.assessor.unit), (unit("cgss"), unit("zhonghan")));
        assert_eq!(answer(130).unwrap_err().code(), "not_your_move");
        let head = staff(&town.office.db, "zhonghan", "head");
        let now = town.does(&head, 131, move |work| appeals::moves_now(work, &again)).unwrap();
        assert!(now.contains(&Action::Assess) && !now.contains(&Action::Answer), "{now:?}");
        assert!(town.verifies());
    });
}

//! A rating whose two answers speak against each other is asked back once, whoever writes it down.

use axum::http::StatusCode;
use xianban_domain::appeals;
use xianban_testkit::visits::House;

use super::depth::{PHONE, handled, made, moves};
use super::in_the_house;

/// A matter whose reply has gone out.
fn answered(house: &House) -> String {
    let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
    let no = handled(house, &mut dispatcher);
    let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
    let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
    made(&moves(&mut handler, &no, "acknowledge", &[]));
    made(&moves(&mut handler, &no, "complete", &[("words", "三单元的灯都换好了。")]));
    made(&moves(&mut reviewer, &no, "release", &[]));
    no
}

fn grade(house: &House, no: &str) -> Option<i64> {
    let no = no.to_owned();
    house.does(move |work| Ok(appeals::by_no(work, &no)?.casework.grade))
}

#[test]
fn a_resident_is_asked_whether_unsolved_and_very_satisfied_is_meant() {
    in_the_house(|house| {
        let no = answered(house);
        let rate = format!("/appeals/{no}/rate");
        let mut resident = house.resident(PHONE);
        resident.get(&rate).says(&["请您打分"]).hides(&["就是这样"]);
        let typed = [("solved", "no"), ("grade", "5"), ("said", "人很好，灯还不亮。")];
        let asked = resident.send(&rate, &typed);
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        let question = "您选了“没解决”，又给了“非常满意”，是这样吗？";
        asked.holds(&[question, "href=\"#f-sure\"", "人很好，灯还不亮。", "name=\"sure\""]);
        assert_eq!(asked.text.matches(" checked>").count(), 2, "both answers stand as given");
        assert_eq!(grade(house, &no), None, "nothing is recorded before the answer");
        let (solved, bad) = (("solved", "yes"), ("grade", "1"));
        resident.send(&rate, &[solved, bad]).holds(&["您选了“解决了”，又给了“非常不满意”"]);
        made(&resident.send(&rate, &[&typed[..], &[("sure", "1")]].concat()));
        resident
            .get(&format!("/appeals/{no}"))
            .holds(&["您的评价：再办一次（非常满意）", "人很好，灯还不亮。"]);
        assert!(house.verifies());
    });
}

#[test]
fn what_goes_together_is_not_asked_back() {
    in_the_house(|house| {
        let no = answered(house);
        let rate = format!("/appeals/{no}/rate");
        let mut resident = house.resident(PHONE);
        resident.get(&rate);
        made(&resident.send(&rate, &[("solved", "no"), ("grade", "2")]));
    });
}

#[test]
fn staff_are_asked_before_a_spoken_rating_is_recorded() {
    in_the_house(|house| {
        let no = answered(house);
        let mut caller = house.staff("qian.caller", &[("platform", "follow_up")]);
        let heard = [
            ("method", "phone"),
            ("solved", "no"),
            ("grade", "5"),
            ("words", "说服务态度好，可是灯还没亮。"),
        ];
        let asked = moves(&mut caller, &no, "follow_up", &heard);
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.text);
        asked.holds(&["记的是“没解决”，打的却是“非常满意”", "就是这样说的", "灯还没亮"]);
        assert_eq!(grade(house, &no), None);
        let meant = [&heard[..], &[("sure", "1")]].concat();
        made(&moves(&mut caller, &no, "follow_up", &meant));
        assert_eq!(grade(house, &no), Some(5));
        assert!(house.verifies());
    });
}

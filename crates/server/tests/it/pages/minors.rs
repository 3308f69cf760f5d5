//! A child's matter through the pages: who may see the child's number, and when.

use axum::http::StatusCode;
use xianban_testkit::visits::Visitor;

use super::in_the_house;
use super::photos::community;

const PHONE: &str = "13800006621";

#[test]
fn a_child_s_number_waits_for_a_second_person_and_is_shown_once() {
    in_the_house(|house| {
        let mut parent = house.resident(PHONE);
        parent.get("/ask/livelihood").says(&["替未满 18 岁的孩子提"]);
        let place = community(house);
        let typed = [
            ("category", "environment"),
            ("text", "放学路上的井盖松了。"),
            ("place", &place),
            ("minor", "1"),
        ];
        let done = parent.send_photos("/ask/livelihood", &typed, &[]);
        let no = Visitor::filed(&done);
        let look = format!("/c/appeals/{no}/read_identity");
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get(&look).says(&["诉求人未满 18 岁", "写好原因，送审批"]);
        clerk.send(&look, &[("reason", "")]).holds(&["送审批"]).hides(&[PHONE]);
        clerk.get(&look);
        let asked = clerk.send(&look, &[("reason", "约家长见面")]);
        asked.says(&["已经交给另一个人审批"]).hides(&[PHONE]);
        let mut secretary = house.staff("li.secretary", &[("cgss", "secretary")]);
        let form = secretary.get(&format!("/c/appeals/{no}/approve"));
        form.says(&["查看未成年人的联系方式：约家长见面"]);
        let version = form.between("name=\"version\" value=\"", "\"");
        let grant = [("item", "1"), ("choice", "grant"), ("version", &version)];
        let done = secretary.send(&format!("/c/appeals/{no}/approve"), &grant);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        clerk.get(&look).says(&["已经批准，写好原因可以看一次"]);
        clerk.send(&look, &[("reason", "约家长见面")]).says(&[PHONE, "wang.clerk"]);
        clerk.get(&look).says(&["写好原因，送审批"]).hides(&[PHONE]);
        assert!(house.verifies());
    });
}

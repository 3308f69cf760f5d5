//! Texts kept for replies.

use axum::http::StatusCode;

use super::depth::{handled_as, moves};
use super::in_the_house;

const BODY: &str = "您好，编号 {编号} 的诉求已经办好，请您看一看。";

#[test]
fn a_kept_text_goes_behind_what_was_typed_and_nothing_is_done_by_it() {
    in_the_house(|house| {
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        handler.get("/c").holds(&["/c/phrases"]);
        handler.get("/c/phrases").says(&["还没有常用语"]);
        handler.send("/c/phrases", &[("title", " "), ("body", BODY)]).holds(&["请写一个名称"]);
        let kept = [("title", "办好了"), ("body", BODY), ("shared", "1")];
        assert_eq!(handler.send("/c/phrases", &kept).to, "/c/phrases");
        handler.send("/c/phrases", &[("title", "只给自己"), ("body", "我再看看。")]);

        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled_as(house, &mut dispatcher, "other.advice");
        let mut colleague = house.staff("zhao.handler", &[("cgss", "handler")]);
        let form = colleague.get(&format!("/c/appeals/{no}/note"));
        form.says(&["放进常用语", "办好了"]).hides(&["只给自己"]);
        let id = form.between("name=\"phrase\" value=\"", "\"");
        let again = moves(&mut colleague, &no, "note", &[("words", "看过了。"), ("phrase", &id)]);
        assert_eq!(again.status, StatusCode::OK);
        again.holds(&["看过了。\n您好", &format!("编号 {no} 的诉求")]);
        colleague.get(&format!("/c/appeals/{no}")).hides(&["已经办好，请您看一看"]);
    });
}

#[test]
fn only_who_wrote_a_text_changes_it_and_other_units_do_not_see_it() {
    in_the_house(|house| {
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        handler.get("/c/phrases");
        handler.send("/c/phrases", &[("title", "办好了"), ("body", BODY), ("shared", "1")]);
        let id = handler.json("/c/phrases").json()["phrases"][0]["id"].to_string();
        let mut colleague = house.staff("zhao.handler", &[("cgss", "handler")]);
        colleague.get("/c/phrases").says(&["办好了", "同事写的"]);
        let change = [("id", id.as_str()), ("title", "改了"), ("body", "改了")];
        assert_eq!(colleague.send("/c/phrases", &change).status, StatusCode::NOT_FOUND);
        let gone = [("id", id.as_str()), ("gone", "1")];
        assert_eq!(colleague.send("/c/phrases", &gone).status, StatusCode::NOT_FOUND);
        let mut other = house.staff("qi.party", &[("zh_party", "handler")]);
        other.get("/c/phrases").hides(&["办好了"]);
        handler.get("/c/phrases");
        handler.send("/c/phrases", &change);
        handler.get("/c/phrases").says(&["改了"]).hides(&["全单位"]);
        colleague.get("/c/phrases").says(&["还没有常用语"]);
        handler.send("/c/phrases", &gone);
        handler.get("/c/phrases").says(&["还没有常用语"]);
    });
}

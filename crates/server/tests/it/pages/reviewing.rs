//! What a reviewer is made to look at, and who asks afterwards.

use super::depth::{PHONE, handled_as, made, moves};
use super::in_the_house;
use xianban_testkit::visits::{House, Visitor};

const OFFICE: &[(&str, &str)] = &[("platform", "dispatcher")];
const REPLY: &str = "您好，您反映的问题已经收到，社区高度重视，第一时间安排人员到现场查看处理，\
                     目前已经整改到位，后续我们会加强巡查，感谢您对社区工作的理解和支持。";

/// The community settles a matter with this reply; it waits for review.
fn replied(house: &House, people: &mut [Visitor<'_>; 2], reply: &str) -> String {
    let [dispatcher, handler] = people;
    let no = handled_as(house, dispatcher, "environment.sorting");
    made(&moves(handler, &no, "acknowledge", &[]));
    made(&moves(handler, &no, "complete", &[("words", reply)]));
    no
}

#[test]
fn a_reply_that_repeats_another_and_shows_no_photo_is_marked_for_the_reviewer() {
    in_the_house(|house| {
        let mut people = [
            house.staff("sun.dispatch", OFFICE),
            house.staff("li.handler", &[("cgss", "handler")]),
        ];
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        let first = replied(house, &mut people, REPLY);
        let page = reviewer.get(&format!("/c/appeals/{first}"));
        page.says(&["没有办完后的照片"]).hides(&["一样，请看是不是套话"]);
        let second = replied(house, &mut people, &REPLY.replace("第一时间", "今天 9 点"));
        let page = reviewer.get(&format!("/c/appeals/{second}"));
        page.says(&["一样，请看是不是套话"]).holds(&[&format!("/c/appeals/{first}")]);
        let [_, handler] = &mut people;
        handler.get(&format!("/c/appeals/{second}")).hides(&["是不是套话"]);
        let own =
            "楼下三个垃圾桶每天早晚各清一次，我已和物业主任约好每周五一起看，有问题打我电话。";
        let third = replied(house, &mut people, own);
        reviewer.get(&format!("/c/appeals/{third}")).hides(&["是不是套话"]);
        assert!(house.verifies());
    });
}

#[test]
fn the_same_words_after_a_bad_rating_are_told_to_the_reviewer() {
    in_the_house(|house| {
        let mut people = [
            house.staff("sun.dispatch", OFFICE),
            house.staff("li.handler", &[("cgss", "handler")]),
        ];
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        let mut caller = house.staff("feng.follow", &[("platform", "follow_up")]);
        let no = replied(house, &mut people, REPLY);
        made(&moves(&mut reviewer, &no, "release", &[]));
        let told = [("method", "visit"), ("solved", "no"), ("grade", "1"), ("witness", "楼长")];
        let told: Vec<_> = told.into_iter().chain([("words", "一点没变。")]).collect();
        made(&moves(&mut caller, &no, "follow_up", &told));
        let page = people[0].get(&format!("/c/appeals/{no}"));
        page.says(&["上门回访，解决了：否", "诉求人上门时的评价，工作人员代记：再办一次"]);
        page.says(&["崂山区社会治理中心 · 回访员记录，见证人：楼长"]);
        assert!(house.verifies());
    });
}

#[test]
fn a_rating_that_staff_took_down_says_by_whom_how_before_whom_and_in_which_words() {
    in_the_house(|house| {
        let mut people = [
            house.staff("sun.dispatch", OFFICE),
            house.staff("li.handler", &[("cgss", "handler")]),
        ];
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        let mut caller = house.staff("feng.follow", &[("platform", "follow_up")]);
        let no = replied(house, &mut people, REPLY);
        made(&moves(&mut reviewer, &no, "release", &[]));
        let told = [("method", "visit"), ("solved", "yes"), ("grade", "4"), ("witness", "楼长")];
        let told: Vec<_> = told.into_iter().chain([("words", "灯亮了，挺好。")]).collect();
        made(&moves(&mut caller, &no, "follow_up", &told));
        let mut resident = house.resident(PHONE);
        let page = resident.get(&format!("/appeals/{no}"));
        page.says(&["上门回访时由崂山区社会治理中心 · 回访员代记，见证人：楼长", "灯亮了，挺好。"]);
        page.says(&["您上门时的评价，工作人员代记"]).hides(&["冯"]);
        let page = people[0].get(&format!("/c/appeals/{no}"));
        page.says(&["上门回访时由崂山区社会治理中心 · 回访员代记，见证人：楼长", "灯亮了，挺好。"]);
        assert!(house.verifies());
    });
}

#[test]
fn the_applicant_strikes_a_rating_that_was_not_his_and_everybody_reads_who_took_it_down() {
    in_the_house(|house| {
        let mut people = [
            house.staff("sun.dispatch", OFFICE),
            house.staff("li.handler", &[("cgss", "handler")]),
        ];
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        let mut caller = house.staff("feng.follow", &[("platform", "follow_up")]);
        let no = replied(house, &mut people, REPLY);
        made(&moves(&mut reviewer, &no, "release", &[]));
        let told = [("method", "phone"), ("solved", "yes"), ("grade", "5"), ("words", "满意。")];
        made(&moves(&mut caller, &no, "follow_up", &told));
        let (page, form) = (format!("/appeals/{no}"), format!("/appeals/{no}/disown"));
        let mut resident = house.resident(PHONE);
        resident.get(&page).says(&["这不是我的评价"]).holds(&[&form]);
        resident
            .get(&form)
            .says(&["电话回访时由崂山区社会治理中心 · 回访员代记", "换一位工作人员"]);
        let long = "我".repeat(5_001);
        resident.send(&form, &[("words", &long)]).holds(&["最多", &long]);
        made(&resident.send(&form, &[("words", "没人打过电话。")]));
        let after = resident.get(&page);
        after.says(&["您说代记的评价不是自己的，已经划去", "原来由崂山区社会治理中心 · 回访员在"]);
        after.hides(&["这不是我的评价"]).holds(&["没人打过电话。", "评价办理结果"]);
        assert_eq!(resident.json(&page).json()["rating"], serde_json::Value::Null);
        resident.get("/my/notices").says(&["不再计入", "换一位工作人员问您"]);
        people[0].get(&format!("/c/appeals/{no}")).says(&["诉求人说代记的评价不是自己的"]);
        assert!(house.verifies());
    });
}

//! A matter on its way in: nothing somebody typed is lost, and nothing is sent twice.

use axum::http::StatusCode;
use xianban_testkit::photos::taken;
use xianban_testkit::visits::{House, Visitor};

use super::in_the_house;
use super::photos::community;

const FORM: &str = "/ask/livelihood";
const PHONE: &str = "13800006621";
const LIGHTS: &str = "三单元楼道灯坏了三天。";

/// Files the broken light at a place of the tree, with more fields; its number.
fn files(house: &House, who: &mut Visitor<'_>, more: &[(&str, &str)]) -> String {
    let place = community(house);
    who.get(FORM).says(&[]);
    let typed = [("category", "property"), ("text", LIGHTS), ("place", place.as_str())];
    let done = who.send(FORM, &[&typed, more].concat());
    Visitor::filed(&done)
}

/// What an entitled clerk reads who asks for the applicant.
fn looked_at(clerk: &mut Visitor<'_>, no: &str) -> String {
    let look = format!("/c/appeals/{no}/read_identity");
    clerk.get(&look).says(&[]);
    clerk.send(&look, &[("reason", "约上门时间")]).says(&[PHONE]).text.clone()
}

#[test]
fn words_beside_a_picked_place_reach_applicant_and_staff() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        let no = files(house, &mut resident, &[("place_words", " 东侧绿地，老槐树下 ")]);
        resident.get(&format!("/appeals/{no}")).says(&["春光山色社区（东侧绿地，老槐树下）"]);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get(&format!("/c/appeals/{no}")).says(&["（东侧绿地，老槐树下）"]);
        let endless = "长".repeat(201);
        resident.get(FORM);
        let typed = [("category", "property"), ("text", LIGHTS), ("place", &community(house))];
        let said = [&typed[..], &[("place_words", endless.as_str())]].concat();
        resident.send(FORM, &said).holds(&["地点最多写 200 个字", &endless]);
        assert!(house.verifies());
    });
}

#[test]
fn a_rung_picked_but_not_confirmed_counts_and_comes_back() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        let place = community(house);
        resident.get(FORM);
        let back = resident.send(FORM, &[("text", LIGHTS), ("place_next", &place)]);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        back.holds(&["请选一个最接近的类别", &format!("name=\"place\" value=\"{place}\"")]);
        let typed = [("text", LIGHTS), ("category", "other"), ("place_next", &place)];
        let done = resident.send(FORM, &typed);
        Visitor::filed(&done);
    });
}

#[test]
fn staff_read_the_name_typed_with_this_very_appeal() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let unnamed = files(house, &mut resident, &[]);
        resident.get("/me/account");
        resident.send("/me/name", &[("name", "账号上的名字")]).says(&[]);
        assert!(looked_at(&mut clerk, &unnamed).contains("账号上的名字"));
        let long = "阿".repeat(50);
        for name in [
            "古丽米热·艾比布力",
            "古丽米热•艾比布力",
            "欧阳𠮷𫰠",
            "王",
            "阿卜杜热西提·麦麦提图尔荪·阿卜杜拉",
            "null",
            &long,
        ] {
            let no = files(house, &mut resident, &[("name", name)]);
            let read = looked_at(&mut clerk, &no);
            assert!(read.contains(name) && !read.contains("账号上的名字"), "{name}: {read}");
        }
        resident.get(FORM);
        let typed = [("category", "other"), ("text", LIGHTS), ("place", &community(house))];
        let longer = format!("{long}长");
        let back = resident.send(FORM, &[&typed[..], &[("name", longer.as_str())]].concat());
        back.holds(&["50 个字以内", &longer, LIGHTS]);
    });
}

#[test]
fn a_code_typed_beside_another_mistake_is_still_in_its_field_and_good() {
    in_the_house(|house| {
        let mut guest = house.guest();
        guest.get(FORM);
        guest.send(FORM, &[("step", "code"), ("phone", PHONE)]);
        let code = house.code_for(PHONE);
        let place = community(house);
        let typed = [("text", LIGHTS), ("place", &place), ("phone", PHONE), ("sms", &code)];
        let back = guest.send(FORM, &typed);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.text);
        back.holds(&[&format!("name=\"sms\" value=\"{code}\"")]);
        let done = guest.send(FORM, &[&typed[..], &[("category", "other")]].concat());
        Visitor::filed(&done);
    });
}

#[test]
fn photos_and_place_outlive_a_session_that_ends_while_filing() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        let place = community(house);
        resident.get(FORM);
        let typed = [("text", LIGHTS), ("place", place.as_str())];
        let back = resident.send_photos(FORM, &typed, &[("a.jpg", &taken([200, 80, 40]))]);
        let photo = back.between("name=\"photo\" value=\"", "\"");
        house.does(|work| {
            let ended = "update session set revoked_at = $1";
            Ok(work.tx.execute(ended, xianban_store::params![work.cx.at])?)
        });
        let typed = [&typed[..], &[("photo", photo.as_str()), ("phone", PHONE)]].concat();
        let ended = resident.send(FORM, &[&typed[..], &[("category", "other")]].concat());
        let held = [
            "登录已经过期",
            LIGHTS,
            &format!("name=\"photo\" value=\"{photo}\""),
            &format!("name=\"place\" value=\"{place}\""),
            "name=\"phone\"",
        ];
        ended.holds(&held);
        house.pass(2);
        let step = [&typed[..], &[("category", "other"), ("step", "code")]].concat();
        let step = resident.send(FORM, &step);
        resident.follows(&step).says(&["登录过期前传的第 1 张照片"]);
        let code = house.code_for(PHONE);
        let proven = [&typed[..], &[("category", "other"), ("sms", code.as_str())]].concat();
        let done = resident.send(FORM, &proven);
        let no = Visitor::filed(&done);
        resident.get(&format!("/appeals/{no}")).says(&[&format!("/files/{photo}/thumb")]);
        assert!(house.verifies());
    });
}

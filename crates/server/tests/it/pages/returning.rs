//! Refresh, back, a second tab and another person at the same browser: after every step of a
//! resident's forms a redirect leads to a page that holds what was typed.

use axum::http::StatusCode;
use xianban_testkit::visits::{House, Visitor};

use super::in_the_house;
use super::photos::community;

const FORM: &str = "/ask/livelihood";
const PHONE: &str = "13800006621";
const LIGHTS: &str = "三单元楼道灯坏了三天。";

/// A guest with the broken light half written, who has asked for a code.
fn half_way(house: &House) -> Visitor<'_> {
    let mut guest = house.guest();
    guest.get(FORM).hides(&["验证码已发到"]);
    let typed = [("step", "code"), ("phone", PHONE), ("text", LIGHTS), ("category", "property")];
    let asked = guest.send(FORM, &typed);
    assert_eq!(asked.to, format!("{FORM}#f-sms"), "{}", asked.text);
    guest
}

#[test]
fn a_step_is_answered_with_a_page_that_can_be_read_again() {
    in_the_house(|house| {
        let mut guest = half_way(house);
        for _ in 0..2 {
            let page = guest.get(FORM);
            page.says(&["验证码已发到 138****6621，5 分钟内有效", LIGHTS, PHONE]);
        }
        let place = community(house);
        let step = [("step", "place"), ("place_next", place.as_str()), ("text", LIGHTS)];
        let step = guest.send(FORM, &step);
        assert_eq!(step.to, format!("{FORM}#f-place"));
        guest.follows(&step).says(&["春光山色社区", "选小区", LIGHTS]);
        let wrong = guest.send(FORM, &[("step", "code"), ("phone", "123"), ("text", LIGHTS)]);
        assert_eq!(wrong.to, format!("{FORM}#f-phone"));
        guest.follows(&wrong).says(&["e-phone", LIGHTS]).hides(&["验证码已发到"]);
    });
}

#[test]
fn who_asks_again_within_the_minute_goes_on_with_the_code_he_has() {
    in_the_house(|house| {
        let mut guest = half_way(house);
        guest.get(FORM);
        let asked = guest.send(FORM, &[("step", "code"), ("phone", PHONE), ("text", LIGHTS)]);
        assert_eq!(asked.to, format!("{FORM}#f-sms"));
        guest.follows(&asked).says(&["刚才已经给 138****6621 发过验证码，还能用", "60 秒后"]);
        house.pass(6);
        guest.get(FORM).says(&[LIGHTS]).hides(&["发过验证码", "验证码已发到"]);

        let mut other = house.guest();
        other.get("/login");
        let asked = other.send("/login", &[("step", "code"), ("phone", "13800006622")]);
        assert_eq!(asked.to, "/login?next=#f-sms");
        other.follows(&asked).says(&["验证码已发到 138****6622", "短信验证码"]);
        let asked = other.send("/login", &[("step", "code"), ("phone", "13800006622")]);
        other.follows(&asked).says(&["还能用", "短信验证码"]);
    });
}

#[test]
fn what_was_filed_is_opened_again_by_its_applicant_alone() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        resident.get(FORM);
        let typed = [("category", "property"), ("text", LIGHTS), ("place", &community(house))];
        let filed = resident.send(FORM, &typed);
        let (no, to) = (Visitor::filed(&filed), filed.to.clone());
        let code = resident.follows(&filed).between("查询码</dt><dd class=\"num\">", "<");
        assert_eq!(code, resident.get(&to).between("查询码</dt><dd class=\"num\">", "<"));
        resident.get(FORM).says(&[]).hides(&[LIGHTS]);
        resident.get(&format!("/appeals/{no}")).says(&[&to]);
        assert_eq!(house.resident("13800006622").get(&to).status, StatusCode::NOT_FOUND);
        assert!(house.guest().get(&to).to.starts_with("/login"));

        let mut guest = house.guest();
        guest.get("/lookup");
        let looked = guest.send("/lookup", &[("no", &no), ("code", &code)]);
        assert_eq!(looked.to, format!("/lookup/{no}"));
        for _ in 0..2 {
            guest.follows(&looked).says(&["楼道灯"]);
        }
        guest.get("/lookup").says(&[&format!("value=\"{no}\""), &code]);
        house.guest().get(&looked.to).says(&["请再填一次查询码"]).hides(&["楼道灯"]);

        house.does(|work| {
            let early = "update appeal set query = 'drawn by chance'";
            Ok(work.tx.execute(early, xianban_store::params![])?)
        });
        resident.get(&to).says(&["查询码只在当时显示过一次", &no]);
    });
}

#[test]
fn the_next_person_at_this_browser_sees_nothing_of_it() {
    in_the_house(|house| {
        let mut first = house.resident(PHONE);
        first.get(FORM);
        let place = community(house);
        let step = [("step", "place"), ("place_next", place.as_str()), ("text", LIGHTS)];
        let step = first.send(FORM, &step);
        first.follows(&step).says(&[LIGHTS]);
        assert_eq!(first.send("/logout", &[]).to, "/");
        first.get(FORM).says(&[]).hides(&[LIGHTS]);
        house.guest().get(FORM).says(&[]).hides(&[LIGHTS]);

        let mut guest = half_way(house);
        guest.get(FORM).says(&[LIGHTS]);
        assert_eq!(guest.send(FORM, &[("step", "clear")]).to, FORM);
        guest.get(FORM).says(&[]).hides(&[LIGHTS, PHONE]);
    });
}

#[test]
fn what_was_never_sent_is_gone_after_a_day() {
    in_the_house(|house| {
        let mut guest = half_way(house);
        house.pass(24 * 60);
        guest.get(FORM).says(&[]).hides(&[LIGHTS, PHONE]);
    });
}

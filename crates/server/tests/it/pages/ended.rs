//! A session that ends while somebody writes: what he typed comes back after the login.

use axum::http::StatusCode;
use xianban_testkit::visits::{Answer, House, Visitor, WORD};

use super::in_the_house;

const CLERK: &[(&str, &str)] = &[("cgss", "clerk")];
const PHONE: &str = "13800006621";
const LIGHTS: &str = "三单元楼道灯坏了三天，老人晚上上楼看不见。";
const MORE: &str = "昨晚又有人在二楼 <摔倒> 了，请早点来修。";

/// The form that rides along in the page of a login.
fn carried(page: &Answer) -> String {
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.text);
    page.holds(&["登录已过期", "内容还在"]);
    page.between("name=\"carried\" value=\"", "\"")
}

/// On another device he logs in and ends the session on every one.
fn ends_everywhere(house: &House, phone: &str) {
    house.pass(2);
    let mut there = house.resident(phone);
    there.get("/me/account");
    assert_eq!(there.send("/logout/everywhere", &[]).status, StatusCode::SEE_OTHER);
    house.pass(2);
}

/// A clerk enters the broken light for the caller.
fn entered(clerk: &mut Visitor<'_>, text: &str) -> Answer {
    let place = ("place_words", "一期三号楼三单元");
    let told = [("kind", "livelihood"), ("category", "property"), ("text", text), place];
    clerk.send("/c/new", &[&told[..], &[("channel", "phone"), ("phone", PHONE)]].concat())
}

fn leaves_everywhere(house: &House, name: &str) {
    let mut there = house.guest();
    there.get("/c/login");
    there.send("/c/login", &[("account", name), ("password", WORD)]);
    there.get("/c/me");
    assert_eq!(there.send("/c/logout/everywhere", &[]).to, "/c/login");
}

#[test]
fn a_resident_goes_on_writing_after_the_login() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", CLERK);
        clerk.get("/c/new");
        let no = Visitor::filed(&entered(&mut clerk, LIGHTS));
        let mut here = house.resident(PHONE);
        let form = format!("/appeals/{no}/supplement");
        here.get(&form).says(&["补充"]);
        ends_everywhere(house, PHONE);

        let login = here.send_photos(&form, &[("text", MORE)], &[("楼道.jpg", b"a picture")]);
        login.hides(&["摔倒"]);
        let first = carried(&login);
        let asked = [("phone", PHONE), ("step", "code"), ("next", &form), ("carried", &first)];
        let second = here.send("/login", &asked);
        let second = here.follows(&second);
        second.says(&["验证码已发到"]);
        let second = second.between("name=\"carried\" value=\"", "\"");
        let code = house.code_for(PHONE);
        let entry = [("phone", PHONE), ("sms", &code), ("next", &form), ("carried", &second)];
        let back = here.send("/login", &entry);
        back.holds(&["刚才填的文字都还在", "照片请重新选", "昨晚又有人在二楼 &#60;摔倒&#62; 了"]);
        here.get(&format!("/appeals/{no}")).says(&[]).hides(&["摔倒"]);

        here.get(&form);
        let sent = here.send(&form, &[("text", MORE)]);
        here.follows(&sent).says(&["补充的内容已经收到"]);
        here.get(&format!("/appeals/{no}")).says(&["摔倒"]);
    });
}

#[test]
fn a_clerk_sends_the_form_that_came_back_and_it_is_entered_once() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", CLERK);
        clerk.get("/c/new");
        leaves_everywhere(house, "wang.clerk");
        let form = carried(&entered(&mut clerk, LIGHTS));
        let wrong = [("account", "wang.clerk"), ("password", "wrong"), ("carried", &form)];
        let refused = clerk.send("/c/login", &wrong);
        let form = refused.between("name=\"carried\" value=\"", "\"");
        let right = [("account", "wang.clerk"), ("password", WORD), ("carried", &form)];
        clerk.send("/c/login", &right).holds(&[LIGHTS, "一期三号楼三单元", "都还在", "再提交"]);
        let slip = entered(&mut clerk, LIGHTS);
        assert_eq!(slip.status, StatusCode::SEE_OTHER, "{}", slip.text);
        let mine = house.resident(PHONE).get("/my/appeals");
        assert_eq!(mine.says(&[]).text.matches("楼道灯坏了").count(), 1, "{}", mine.text);
    });
}

#[test]
fn a_password_never_rides_along_and_a_foreign_seal_opens_nothing() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", CLERK);
        clerk.get("/c/me");
        leaves_everywhere(house, "wang.clerk");
        let typed = [("current", WORD), ("password", "海风吹过云"), ("again", "海风吹过云")];
        assert!(clerk.send("/c/me/password", &typed).to.starts_with("/c/login?next="));
        clerk.get("/c/login");
        let forged = "5ea1".repeat(30);
        let entry = [("account", "wang.clerk"), ("password", WORD), ("carried", &forged)];
        assert_eq!(clerk.send("/c/login", &entry).to, "/c");
    });
}

#[test]
fn the_words_of_a_move_come_back_on_its_form() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", CLERK);
        clerk.get("/c/new");
        let no = Visitor::filed(&entered(&mut clerk, LIGHTS));
        let mut office = house.staff("li.office", &[("platform", "dispatcher")]);
        let page = office.get(&format!("/c/appeals/{no}")).text;
        let mark = format!("href=\"/c/appeals/{no}/");
        let moves = page.split(&mark).skip(1);
        let moves = moves.filter_map(|rest| rest.split('"').next());
        let mut forms = moves.map(|code| format!("/c/appeals/{no}/{code}"));
        let form = forms.find(|form| office.get(form).text.contains("<textarea")).expect("a move");
        leaves_everywhere(house, "li.office");
        let said = "和物业约好明早九点来换灯。";
        let typed =
            carried(&office.send(&form, &[("words", said), ("text", said), ("reason", said)]));
        let entry = [("account", "li.office"), ("password", WORD), ("carried", &typed)];
        office.send("/c/login", &entry).holds(&[said, "刚才填的内容都还在"]);
    });
}

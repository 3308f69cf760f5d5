use axum::http::StatusCode;
use xianban_store::params;
use xianban_testkit::visits::{House, Visitor, WORD};

use super::depth::{PHONE, made, moves};
use super::in_the_house;

const CLERK: &[(&str, &str)] = &[("cgss", "clerk")];

/// Logs in once more, on another device.
fn again<'a>(house: &'a House, username: &str) -> Visitor<'a> {
    let mut visitor = house.guest();
    visitor.get("/c/login");
    visitor.send("/c/login", &[("account", username), ("password", WORD)]);
    visitor
}

#[test]
fn staff_see_their_devices_and_end_one_of_them() {
    in_the_house(|house| {
        let mut here = house.staff("wang.clerk", CLERK);
        let mut there = again(house, "wang.clerk");
        let page = here.get("/c/me");
        page.says(&["春光山色社区 · 受理员", "Windows 电脑上的Chrome", "正在用的这台"]);
        let end = page.between("action=\"/c/me/sessions/", "\"");
        assert_eq!(here.send(&format!("/c/me/sessions/{end}"), &[]).to, "/c/me");
        assert!(there.get("/c").to.starts_with("/c/login"));
        here.get("/c/me").says(&[]).hides(&["退出这台"]);

        let mut stranger = house.staff("li.review", &[("platform", "reviewer")]);
        stranger.get("/c/me");
        let gone = stranger.send(&format!("/c/me/sessions/{end}"), &[]);
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn leaving_everywhere_ends_this_device_too() {
    in_the_house(|house| {
        let mut here = house.staff("wang.clerk", CLERK);
        let mut there = again(house, "wang.clerk");
        here.get("/c/me");
        assert_eq!(here.send("/c/logout/everywhere", &[]).to, "/c/login");
        assert!(here.get("/c").to.starts_with("/c/login"));
        assert!(there.get("/c").to.starts_with("/c/login"));
    });
}

#[test]
fn a_borrowed_password_is_changed_before_anything_else() {
    in_the_house(|house| {
        house.hire("new.clerk", true, CLERK);
        let mut clerk = again(house, "new.clerk");
        assert_eq!(clerk.get("/c").to, "/c/me");
        assert_eq!(clerk.get("/c/inbox/accept").to, "/c/me");
        let refused = clerk.json("/c/inbox/accept");
        assert_eq!(refused.json()["code"], "must_change");
        clerk.get("/c/me").says(&["临时密码"]);

        let new = "海风吹过崂山头上的云";
        let wrong = [("current", "not-this-one"), ("password", new), ("again", new)];
        clerk.send("/c/me/password", &wrong).holds(&["现在的密码不对"]);
        let unlike = [("current", WORD), ("password", new), ("again", "别的")];
        clerk.send("/c/me/password", &unlike).holds(&["两次输入的新密码不一样"]);
        let weak = [("current", WORD), ("password", "1234567890"), ("again", "1234567890")];
        clerk.send("/c/me/password", &weak).holds(&["太常见"]);
        let right = [("current", WORD), ("password", new), ("again", new)];
        clerk.send("/c/me/password", &right).says(&["密码改好了"]);
        clerk.get("/c").says(&["您好"]);
        assert!(again(house, "new.clerk").get("/c").to.starts_with("/c/login"));
    });
}

#[test]
fn a_resident_names_himself_and_ends_his_account() {
    in_the_house(|house| {
        let mut resident = house.resident("13800006621");
        resident.get("/me/account").says(&["138****6621", "还没有人看过"]);
        resident.send("/me/name", &[("name", "于大爷")]).says(&["称呼改好了", "于大爷"]);
        resident.send("/me/forget", &[]).holds(&["请先勾选"]);
        assert_eq!(resident.send("/me/forget", &[("sure", "1")]).to, "/forgotten");
        assert!(resident.get("/me/account").to.starts_with("/login"));
        house.pass(5);
        house.resident("13800006621").get("/me/account").says(&[]).hides(&["于大爷"]);
    });
}

#[test]
fn what_the_page_says_of_ending_an_account_is_what_happens() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        resident.get("/ask/livelihood");
        let typed = [("category", "property"), ("text", "三单元的灯坏了。"), ("name", "于大爷")];
        let place = [("place_words", "三单元")];
        let no = Visitor::filed(&resident.send("/ask/livelihood", &[&typed[..], &place].concat()));
        let code = resident
            .get(&format!("/ask/done/{no}"))
            .between("查询码</dt><dd class=\"num\">", "</dd>");
        let page = resident.get("/me/account");
        page.says(&["您还有 1 件正在办", "一件一件抄下编号和查询码", "不再给您发短信"]);
        let gone = resident.send("/me/forget", &[("sure", "1")]);
        resident.follows(&gone).says(&["账号已经注销", "提过的诉求照常办理", "/lookup"]);
        // The matter goes on, and no message goes out about it.
        let letters = |house: &House| {
            house.does(|work| {
                Ok(work.tx.rows("select id from outbox where kind = 'sms'", params![])?.len())
            })
        };
        let before = letters(house);
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        made(&moves(&mut dispatcher, &no, "accept", &[]));
        assert_eq!(letters(house), before);
        let look = format!("/c/appeals/{no}/read_identity");
        dispatcher.get(&look);
        dispatcher.send(&look, &[("reason", "核实地点")]).holds(&["于大爷"]).hides(&[PHONE]);
        // Number and code open it; acting on it takes a telephone call.
        let mut guest = house.guest();
        guest.get("/lookup");
        let found = guest.send("/lookup", &[("no", &no), ("code", code.trim())]);
        guest.follows(&found).says(&["三单元的灯坏了", "网上只能看进度", "请打电话给"]);
        // The same phone is somebody new.
        house.pass(5);
        house.resident(PHONE).get("/my/appeals").says(&["还没有您的诉求"]).hides(&[&no]);
        assert!(house.verifies());
    });
}

#[test]
fn a_resident_leaves_every_device_at_once() {
    in_the_house(|house| {
        let mut phone = house.resident("13800006621");
        house.pass(5);
        let mut tablet = house.resident("13800006621");
        tablet.get("/me/account").says(&["退出这台"]);
        assert_eq!(tablet.send("/logout/everywhere", &[]).to, "/");
        assert!(phone.get("/me/account").to.starts_with("/login"));
    });
}

//! Who filed as a guest, or had it filed at the desk, acts by number, query code and the phone.

use axum::http::StatusCode;
use xianban_domain::appeals;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::{PHONE, handled, made, moves};
use super::in_the_house;

const LIGHTS: &str = "三单元楼道灯坏了三天。";

/// The query code of a matter.
fn code_of(house: &House, no: &str) -> String {
    let no = no.to_owned();
    let code = house.does(move |work| {
        let appeal = appeals::by_no(work, &no)?;
        Ok(appeals::own_query_code(work, &appeal))
    });
    code.expect("a code").to_string()
}

/// A guest who has looked it up by its number and query code.
fn looks_up<'a>(house: &'a House, no: &str) -> (Visitor<'a>, Answer) {
    let mut guest = house.guest();
    guest.get("/lookup");
    let found = guest.send("/lookup", &[("no", no), ("code", &code_of(house, no))]);
    let page = guest.follows(&found);
    (guest, page)
}

/// Has a code sent, on the way to an act; the step's address.
fn asks_code(guest: &mut Visitor<'_>, no: &str, act: &str) -> String {
    let step = format!("/lookup/{no}/prove");
    let page = guest.get(&format!("{step}?next={act}"));
    page.says(&["138****6621", "获取验证码"]).hides(&[PHONE, "短信验证码"]);
    let asked = guest.send(&step, &[("step", "code"), ("next", act)]);
    assert_eq!(asked.to, format!("{step}?next={act}#f-sms"));
    guest.follows(&asked).says(&["验证码已发到 138****6621", "短信验证码"]).hides(&[PHONE]);
    step
}

/// A matter entered at the desk with these fields.
fn entered(house: &House, more: &[(&str, &str)]) -> String {
    let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
    clerk.get("/c/new");
    let fields = [("kind", "livelihood"), ("category", "property"), ("text", LIGHTS)];
    let slip = clerk.send("/c/new", &[&fields, more, &[("place_words", "三单元")]].concat());
    Visitor::filed(&slip)
}

#[test]
fn a_reply_is_rated_after_number_query_code_and_phone() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        made(&moves(&mut handler, &no, "acknowledge", &[]));
        made(&moves(&mut handler, &no, "complete", &[("words", "三单元的灯都换好了。")]));
        made(&moves(&mut reviewer, &no, "release", &[]));

        let (mut guest, page) = looks_up(house, &no);
        page.says(&["评价办理结果", &format!("/lookup/{no}/prove?next=rate"), "先核对"]);
        assert!(guest.get(&format!("/appeals/{no}/rate")).to.starts_with("/login"));
        let step = asks_code(&mut guest, &no, "rate");
        let sms = house.code_for(PHONE);
        let came = guest.send(&step, &[("sms", &sms), ("next", "rate")]);
        assert_eq!(came.to, format!("/appeals/{no}/rate"), "{}", came.text);
        guest.follows(&came).says(&["三单元的灯都换好了"]);
        let rate = format!("/appeals/{no}/rate");
        made(&guest.send(&rate, &[("solved", "yes"), ("grade", "5")]));
        guest.get("/my/appeals").says(&[&no]);
        let known = guest.get(&format!("{step}?next=rework"));
        assert_eq!(known.to, format!("/appeals/{no}/rework"), "asks for no second code");
        assert!(house.verifies());
    });
}

#[test]
fn what_was_entered_at_the_desk_is_supplemented_and_taken_back() {
    in_the_house(|house| {
        let no = entered(house, &[("channel", "phone"), ("phone", PHONE)]);
        let (mut guest, page) = looks_up(house, &no);
        page.says(&["补充说明", "撤回", "催一下"]).hides(&[&format!("\"/appeals/{no}/")]);
        let step = asks_code(&mut guest, &no, "supplement");
        let sms = house.code_for(PHONE);
        let came = guest.send(&step, &[("sms", &sms), ("next", "supplement")]);
        assert_eq!(came.to, format!("/appeals/{no}/supplement"));
        guest.follows(&came).says(&[]);
        made(&guest.send(&came.to, &[("text", "二单元的灯也不亮。")]));
        guest.get(&format!("/appeals/{no}/withdraw")).says(&[]);
        made(&guest.send(&format!("/appeals/{no}/withdraw"), &[("reason", "自己修好了。")]));
        guest.get(&format!("/appeals/{no}")).says(&["二单元的灯也不亮", "已撤回"]);
        assert!(house.verifies());
    });
}

#[test]
fn a_wrong_code_and_an_old_one_open_nothing() {
    in_the_house(|house| {
        let no = entered(house, &[("channel", "phone"), ("phone", PHONE)]);
        let (mut guest, _) = looks_up(house, &no);
        let step = asks_code(&mut guest, &no, "rate");
        let sms = house.code_for(PHONE);
        let wrong = if sms == "111111" { "222222" } else { "111111" };
        let refused = guest.send(&step, &[("sms", wrong), ("next", "rate")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.holds(&["验证码不对或已经过期", "e-sms", "再发一次"]).hides(&[PHONE]);
        house.pass(6);
        guest.send(&step, &[("sms", &sms), ("next", "rate")]).holds(&["已经过期"]);
        for _ in 0..18 {
            guest.send(&step, &[("sms", wrong)]).holds(&["e-sms"]);
        }
        let many = guest.send(&step, &[("sms", wrong)]);
        assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS, "{}", many.text);
        assert!(guest.get(&format!("/appeals/{no}")).to.starts_with("/login"));
    });
}

#[test]
fn without_a_phone_it_is_read_and_the_community_is_called() {
    in_the_house(|house| {
        let no = entered(house, &[("channel", "visit")]);
        let (mut guest, page) = looks_up(house, &no);
        page.says(&["没有留下手机号", "请打电话给"]).hides(&["/prove"]);
        let step = format!("/lookup/{no}/prove");
        guest.get(&step).holds(&["没有留下手机号"]);
        guest.get("/lookup");
        guest.send(&step, &[("step", "code")]).holds(&["没有留下手机号"]);
    });
}

#[test]
fn whoever_did_not_look_it_up_has_no_code_sent() {
    in_the_house(|house| {
        let no = entered(house, &[("channel", "phone"), ("phone", PHONE)]);
        let mut stranger = house.guest();
        stranger.get("/lookup");
        let step = format!("/lookup/{no}/prove");
        assert_eq!(stranger.get(&step).to, format!("/lookup/{no}"));
        stranger.get("/lookup");
        let sent = stranger.send(&step, &[("step", "code")]);
        assert_eq!(sent.to, format!("/lookup/{no}"));
        let guessed = stranger.send(&step, &[("step", "code"), ("code", "222222")]);
        assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", guessed.text);
        let letters = house.does(|work| {
            let sql = "select 1 as one from outbox where kind = 'sms'";
            Ok(work.tx.rows(sql, xianban_store::params![])?.len())
        });
        assert_eq!(letters, 0);
        assert_eq!(house.resident("13800006622").get(&format!("/appeals/{no}")).status, 404);
    });
}

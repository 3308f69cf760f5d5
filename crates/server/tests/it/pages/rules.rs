use axum::http::StatusCode;

use super::in_the_house;
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_store::params;
use xianban_testkit::office::{LAOSHAN, nine_o_clock};
use xianban_testkit::visits::House;

const KEEPER: &[(&str, &str)] = &[("platform", "security_admin")];
const OFFICE: &[(&str, &str)] =
    &[("platform", "reviewer"), ("platform", "follow_up"), ("platform", "dispatcher")];
const ACCEPT: &str = "v.limits.general.accept";
const UNIT: &str = "u.limits.general.accept";

/// Everybody without whom no rules count.
fn staffed(house: &House) {
    house.hire("zhao.office", false, OFFICE);
    house.hire("qian.system", false, &[("platform", "system_admin")]);
    house.hire("sun.audit", false, &[("platform", "audit_admin")]);
}

#[test]
fn the_keeper_of_the_rules_shortens_a_limit_and_new_appeals_are_due_sooner() {
    in_the_house(|house| {
        staffed(house);
        let mut keeper = house.staff("li.keeper", KEEPER);
        keeper.get("/c").holds(&["/c/rules"]);
        keeper.get("/c/rules").says(&["没有草稿", "办理时限", "第 1 版", "正在用"]);
        let form = keeper.get("/c/rules/edit?at=limits");
        form.holds(&["接单", "先行联系", "专事转办", &format!("name=\"{ACCEPT}\" value=\"24\"")]);
        let values = [("seen", "0"), (ACCEPT, "4"), (UNIT, "wh")];
        keeper.send("/c/rules/edit?at=limits", &values);
        let page = keeper.get("/c/rules");
        page.says(&["办理时限 · 一般通道 · 接单", "24 小时", "4 工作小时", "除了：工作日历"]);
        let publish = [("seen", "1"), ("from", ""), ("why", "区里要求更快接单")];
        assert_eq!(keeper.send("/c/rules/publish", &publish).to, "/c/rules");
        keeper.get("/c/rules").says(&["第 2 版", "区里要求更快接单", "还没生效", "没有草稿"]);
        house.pass(1);
        keeper.get("/c/rules").hides(&["还没生效"]);
        let accept =
            house.office.rules_at(nine_o_clock().plus_hours(1)).rules.limits.general.accept;
        assert_eq!(accept.to_string(), "4wh");
    });
}

#[test]
fn what_was_typed_wrongly_or_too_late_is_kept() {
    in_the_house(|house| {
        staffed(house);
        let mut first = house.staff("li.keeper", KEEPER);
        let mut second = house.staff("he.keeper", KEEPER);
        first.get("/c/rules/edit?at=limits");
        second.get("/c/rules/edit?at=limits");
        let wrong =
            first.send("/c/rules/edit?at=limits", &[("seen", "0"), (ACCEPT, "很快"), (UNIT, "wd")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.holds(&["要写一个整数", "value=\"很快\""]);
        first.send("/c/rules/edit?at=limits", &[("seen", "0"), (ACCEPT, "5"), (UNIT, "wh")]);
        let late =
            second.send("/c/rules/edit?at=limits", &[("seen", "0"), (ACCEPT, "6"), (UNIT, "wh")]);
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.holds(&["别人刚刚改过草稿", "value=\"6\""]);
        let nameless = first.send("/c/rules/publish", &[("seen", "1"), ("from", ""), ("why", " ")]);
        nameless.holds(&["请写一句为什么改"]);
        let past = [("seen", "1"), ("from", "2026-11-01"), ("why", "补记")];
        first.send("/c/rules/publish", &past).holds(&["生效时间已经过去", "value=\"补记\""]);
        first.send("/c/rules/discard", &[("seen", "1")]);
        first.get("/c/rules").says(&["没有草稿"]);
    });
}

#[test]
fn a_reason_is_added_named_and_taken_off_again() {
    in_the_house(|house| {
        staffed(house);
        let mut keeper = house.staff("li.keeper", KEEPER);
        keeper.get("/c/rules/edit?at=decline_reasons");
        let here = "/c/rules/edit?at=decline_reasons";
        keeper.send(here, &[("seen", "0"), ("add", "decline_reasons")]);
        let page = keeper.get(here);
        page.says(&["处不对", "代码“”要用小写字母"]).holds(&["v.decline_reasons.6.code"]);
        let named = [
            ("seen", "1"),
            ("v.decline_reasons.6.code", "arbitration"),
            ("v.decline_reasons.6.name", "已经申请仲裁"),
            ("v.decline_reasons.6.law", "《中华人民共和国仲裁法》"),
            ("v.decline_reasons.6.told", "请等仲裁的结果。"),
        ];
        keeper.send(here, &named);
        keeper.get("/c/rules").says(&["不予受理的理由", "已经申请仲裁"]).hides(&["处不对"]);
        keeper.send(here, &[("seen", "2"), ("drop", "decline_reasons.6")]);
        keeper.get("/c/rules").says(&["没有可以公布的改动"]);
    });
}

#[test]
fn rules_go_out_and_come_in_as_toml_and_json() {
    in_the_house(|house| {
        staffed(house);
        let mut keeper = house.staff("li.keeper", KEEPER);
        let toml = keeper.get("/c/rules/1/file").text;
        assert!(toml.contains("# Beijing DB11/T 2021-2022"), "comments go with it");
        let json = keeper.get("/c/rules/1/file?as=json").text;
        keeper.get("/c/rules");
        keeper.send("/c/rules/file", &[("seen", "0"), ("file", &json)]);
        keeper.get("/c/rules").says(&["没有可以公布的改动"]);
        let shorter = toml.replacen("accept = \"24h\"", "accept = \"12h\"", 1);
        keeper.send("/c/rules/file", &[("seen", "1"), ("file", &shorter)]);
        keeper.get("/c/rules").says(&["12 小时"]);
        let torn = keeper.send("/c/rules/file", &[("seen", "2"), ("file", "[limits")]);
        assert_eq!(torn.status, StatusCode::UNPROCESSABLE_ENTITY);
        torn.holds(&["文件读不懂，草稿没有变"]);
        keeper.get("/c/rules").says(&["12 小时"]);
    });
}

#[test]
fn every_part_opens_and_nobody_else_finds_any() {
    in_the_house(|house| {
        let mut keeper = house.staff("li.keeper", KEEPER);
        let page = keeper.json("/c/rules").json();
        let parts: Vec<_> = page["parts"].as_array().unwrap().iter().collect();
        assert!(parts.len() > 15);
        for part in parts {
            let href = part["href"].as_str().unwrap();
            let shown = keeper.get(href);
            assert_eq!(shown.status, StatusCode::OK, "{href}");
            shown.says(&[part["text"].as_str().unwrap()]);
        }
        keeper.get("/c/rules/edit?at=roles.0").says(&["能做", "接单", "受理员"]);
        assert_eq!(keeper.get("/c/rules/edit?at=nothing").status, StatusCode::NOT_FOUND);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        for path in ["/c/rules", "/c/rules/edit?at=limits", "/c/rules/1/file"] {
            assert_eq!(clerk.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        let refused = clerk.send("/c/rules/publish", &[("seen", "0"), ("why", "x")]);
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn names_and_phone_on_every_page_follow_what_another_node_has_changed() {
    in_the_house(|house| {
        house.guest().get("/").says(&["崂先办", "0532-00000200"]);
        let renamed = SHIPPED.replace("platform = \"崂先办\"", "platform = \"崂山先办\"");
        house.does(move |work| {
            RuleBook::lay(work.tx, LAOSHAN, (&renamed, vocabulary()), work.cx.at)?;
            let sql = "update unit set phone = '0532-00000211' where phone = '0532-00000200'";
            work.tx.execute(sql, params![])?;
            Ok(())
        });
        house.renews();
        house.pass(1);
        let page = house.guest().get("/");
        page.says(&["崂山先办", "0532-00000211"]).hides(&["0532-00000200"]);
    });
}

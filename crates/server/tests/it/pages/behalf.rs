use axum::http::StatusCode;
use xianban_testkit::visits::{Answer, Visitor};

use super::in_the_house;

const LIGHTS: &str = "三单元楼道灯坏了三天，老人晚上上楼看不见。";

/// Enters the broken light for somebody, with more fields.
fn enter(staff: &mut Visitor<'_>, more: &[(&str, &str)]) -> Answer {
    staff.get("/c/new").says(&["登记一件诉求"]);
    let mut fields = vec![("kind", "livelihood"), ("category", "property"), ("text", LIGHTS)];
    fields.extend_from_slice(more);
    if !more.iter().any(|(name, _)| *name == "place_words") {
        fields.push(("place_words", "一期三号楼三单元"));
    }
    slip(staff, &fields)
}

/// Sends the form, and goes on to the slip as a browser does.
fn slip(staff: &mut Visitor<'_>, fields: &[(&str, &str)]) -> Answer {
    let sent = staff.send("/c/new", fields);
    if sent.status == StatusCode::SEE_OTHER { staff.follows(&sent) } else { sent }
}

fn number(slip: &Answer) -> (String, String) {
    (
        slip.between("编号</dt><dd class=\"num\">", "<"),
        slip.between("查询码</dt><dd class=\"num\">", "<"),
    )
}

#[test]
fn a_caller_finds_his_matter_among_his_own() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let more = [("channel", "phone"), ("phone", "138 0000 6621"), ("name", "于大爷")];
        let slip = enter(&mut clerk, &more);
        assert_eq!(slip.status, StatusCode::OK, "{}", slip.text);
        slip.holds(&["用留下的手机号登录"]);
        let (no, code) = number(&slip);
        // The slip can be had again, by whoever wrote the matter down and by nobody else.
        clerk.get(&format!("/c/new/{no}")).holds(&[&code]);
        let mut other = house.staff("liu.clerk", &[("cgss", "clerk")]);
        assert_eq!(other.get(&format!("/c/new/{no}")).status, StatusCode::NOT_FOUND);

        let mut caller = house.resident("13800006621");
        caller.get("/my/appeals").says(&[&no]);
        caller.get(&format!("/appeals/{no}")).says(&["楼道灯坏了"]);
        assert_eq!(house.resident("13800006622").get(&format!("/appeals/{no}")).status, 404);

        let mut neighbour = house.guest();
        neighbour.get("/lookup");
        let seen = neighbour.send("/lookup", &[("no", &no), ("code", &code)]);
        assert!(seen.status != StatusCode::UNPROCESSABLE_ENTITY, "{}", seen.text);
    });
}

#[test]
fn a_patrol_is_entered_by_the_grid_worker_and_has_no_applicant() {
    in_the_house(|house| {
        let mut grid = house.staff("sun.grid", &[("cgss-g01", "grid_worker")]);
        grid.get("/c/new").says(&["网格巡查"]);
        let slip = enter(&mut grid, &[("channel", "patrol"), ("phone", "13800006621")]);
        assert_eq!(slip.status, StatusCode::OK, "{}", slip.text);
        let (no, _) = number(&slip);
        slip.hides(&["用留下的手机号登录"]);
        house.resident("13800006621").get("/my/appeals").says(&[]).hides(&[&no]);

        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c/new").says(&[]).hides(&["value=\"patrol\""]);
        enter(&mut clerk, &[("channel", "patrol")]).holds(&["由网格员登记", LIGHTS]);
    });
}

#[test]
fn a_community_asks_a_department_to_enforce() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c/new");
        let turned = clerk.send("/c/new", &[("step", "kind:enforcement"), ("text", LIGHTS)]);
        turned.says(&["请哪个部门到场", LIGHTS]).hides(&["name=\"phone\""]);
        let fields = [("kind", "enforcement"), ("text", LIGHTS), ("place_words", "北门")];
        let slip = slip(&mut clerk, &fields);
        assert_eq!(slip.status, StatusCode::OK, "{}", slip.text);
        slip.holds(&["执法诉求受理回执"]);

        let mut grid = house.staff("sun.grid", &[("cgss-g01", "grid_worker")]);
        grid.get("/c/new").says(&[]).hides(&["kind:enforcement"]);
        grid.send("/c/new", &fields).holds(&["不能由您提交", LIGHTS]);
    });
}

#[test]
fn what_was_typed_is_kept_when_something_is_missing() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let answer = enter(&mut clerk, &[("phone", "138<b>"), ("place_words", "")]);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer
            .holds(&["请选这件事是怎么来的", "请选地点", LIGHTS, "处要改一下"])
            .hides(&["138<b>"]);
    });
}

#[test]
fn whoever_may_not_enter_finds_no_page() {
    in_the_house(|house| {
        let mut reviewer = house.staff("li.review", &[("platform", "reviewer")]);
        assert_eq!(reviewer.get("/c/new").status, StatusCode::NOT_FOUND);
        assert!(house.guest().get("/c/new").to.starts_with("/c/login"));
    });
}

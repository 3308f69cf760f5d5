//! Handling in depth through the pages: slips, visits, experts, the board, standing in.

use axum::http::StatusCode;
use xianban_domain::organisation::unit_by_code;
use xianban_kernel::Problem;
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::in_the_house;

pub(super) const PHONE: &str = "13800006621";

pub(super) fn unit(house: &House, code: &'static str) -> String {
    let found =
        house.does(move |work| unit_by_code(work.tx, LAOSHAN, code)?.ok_or(Problem::NotFound));
    found.id.to_string()
}

/// The version that the page's forms carry.
pub(super) fn moves(
    staff: &mut Visitor<'_>,
    no: &str,
    step: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let path = format!("/c/appeals/{no}/{step}");
    let version = staff.get(&path).between("name=\"version\" value=\"", "\"");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    staff.send(&path, &all)
}

pub(super) fn made(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

/// A matter that the community itself handles, on the fast path.
pub(super) fn handled(house: &House, dispatcher: &mut Visitor<'_>) -> String {
    handled_as(house, dispatcher, "other.advice")
}

/// The same about another matter.
pub(super) fn handled_as(house: &House, dispatcher: &mut Visitor<'_>, matter: &str) -> String {
    dispatcher.get("/c/new");
    let filed = dispatcher.send(
        "/c/new",
        &[
            ("kind", "livelihood"),
            ("category", "property"),
            ("text", "三单元楼道灯坏了三天，老人晚上上楼看不见。"),
            ("channel", "phone"),
            ("phone", PHONE),
            ("name", "于大爷"),
            ("place_words", "一期三号楼三单元"),
        ],
    );
    let no = Visitor::filed(&filed);
    made(&moves(dispatcher, &no, "accept", &[]));
    let community = unit(house, "cgss");
    let assess = [
        ("matter", matter),
        ("lane", "general"),
        ("unit", community.as_str()),
        ("risk", "high"),
        ("jurisdiction", "own"),
    ];
    made(&moves(dispatcher, &no, "assess", &assess));
    no
}

#[test]
fn a_grid_worker_does_a_slip_and_somebody_else_checks_it() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        dispatcher.get(&format!("/c/appeals/{no}")).says(&["高风险", "社区负责"]);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let mut grid = house.staff("wang.grid", &[("cgss-g01", "grid_worker")]);
        let path = format!("/c/appeals/{no}");
        assert_eq!(grid.get(&path).status, StatusCode::NOT_FOUND);
        let team = unit(house, "cgss-g01");
        let empty =
            moves(&mut handler, &no, "issue_slip", &[("unit", &team), ("evidence", "after")]);
        empty.holds(&["请写几句话说明"]);
        let slip =
            [("unit", team.as_str()), ("goal", "换一个声控灯，拍照。"), ("evidence", "nothing")];
        made(&moves(&mut handler, &no, "issue_slip", &slip));
        grid.get("/c").says(&["任务单"]);
        grid.get("/c/inbox/slip").says(&["楼道灯坏了"]);
        grid.get(&format!("{path}/slips/1")).says(&["换一个声控灯", "检查人签名"]);
        made(&moves(
            &mut grid,
            &no,
            "do_slip",
            &[("item", "1"), ("choice", "done"), ("words", "换好了。")],
        ));
        let own = moves(&mut grid, &no, "check_slip", &[("item", "1"), ("choice", "good")]);
        assert_ne!(own.status, StatusCode::SEE_OTHER);
        handler.get("/c/inbox/check").says(&["楼道灯坏了"]);
        made(&moves(&mut handler, &no, "check_slip", &[("item", "1"), ("choice", "good")]));
        handler.get(&path).says(&["检查合格", "已完成"]);
        let stranger =
            house.staff("zhou.party", &[("zh_party", "handler")]).get(&format!("{path}/slips/1"));
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_resident_says_whether_a_visit_suits() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let past = [("at", "2026-11-22T10:00"), ("words", "看灯")];
        moves(&mut handler, &no, "offer_visit", &past).holds(&["这个时间已经过去"]);
        let offer = [("at", "2026-11-25T14:30"), ("words", "上门看楼道的灯。")];
        made(&moves(&mut handler, &no, "offer_visit", &offer));
        let mut resident = house.resident(PHONE);
        let page = format!("/appeals/{no}");
        resident.get(&page).says(&["确认上门时间", "想在 11月25日 14:30 上门，请您告诉我们"]);
        let path = format!("/appeals/{no}/visit");
        resident.get(&path).says(&["11月25日 14:30", "上门看楼道的灯。"]);
        resident.send(&path, &[("visit", "1")]).holds(&["请选这个时间方便还是不方便"]);
        made(&resident.send(&path, &[("visit", "1"), ("suits", "yes"), ("words", "下午都在")]));
        let confirmed = resident.get(&page);
        confirmed.says(&["您确认了上门时间", "您已确认 11月25日 14:30 上门。"]);
        confirmed.hides(&["确认上门时间</a>"]).holds(&["上门时间有变，告诉我们"]);
        handler.get(&format!("/c/appeals/{no}")).says(&["诉求人确认了上门时间", "下午都在"]);
        let other = house.resident("13800006622").get(&path);
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_expert_without_an_account_answers_by_link() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let pool = handler.get("/c/experts");
        pool.says(&["还没有专家"]);
        assert_eq!(pool.between("name=\"field\" value=\"", "\""), "");
        handler.send("/c/experts", &[("name", ""), ("field", "电气")]).holds(&["请写专家的姓名"]);
        made(&handler.send("/c/experts", &[("name", "电气专家甲"), ("field", "电气")]));
        let form = handler.get(&format!("/c/appeals/{no}/consult"));
        let expert = form.between("请选择</option><option value=\"", "\"");
        let ask = [("experts", expert.as_str()), ("words", "老楼的线路能不能装声控灯？")];
        made(&moves(&mut handler, &no, "consult", &ask));
        let page = handler.get(&format!("/c/appeals/{no}"));
        let link = format!("/consult/{}", page.between("href=\"/consult/", "\""));
        let mut guest = house.guest();
        guest.get(&link).says(&["电气专家甲，您好", "老楼的线路"]).hides(&["于大爷", PHONE]);
        made(&guest.send(&link, &[("words", "可以，要先换三线。")]));
        guest.get(&link).says(&["您的意见已经收到"]);
        handler.get(&format!("/c/appeals/{no}")).says(&["可以，要先换三线。", "专家 电气专家甲"]);
        let wrong = house.guest().get(&format!("/consult/{no}/1/{expert}/{}", "0".repeat(32)));
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_colleague_stands_in_and_finds_what_is_owed() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let mut away = house.staff("li.handler", &[("cgss", "handler")]);
        let mut stays = house.staff("wang.clerk", &[("cgss", "clerk")]);
        stays.get("/c").hides(&["待签收"]);
        let colleague = away.get("/c/me").between("请选择</option><option value=\"", "\"");
        let wrong = [
            ("stand_in", colleague.as_str()),
            ("from", "2026-11-25T09:00"),
            ("until", "2026-11-24T09:00"),
        ];
        away.send("/c/me/away", &wrong).holds(&["结束时间要在开始以后"]);
        let leave = [
            ("stand_in", colleague.as_str()),
            ("from", "2026-11-23T09:00"),
            ("until", "2026-11-30T09:00"),
        ];
        made(&away.send("/c/me/away", &leave));
        away.get("/c/me").says(&["结束代理"]);
        stays.get("/c/me").says(&["您正在代理"]);
        stays.get("/c/inbox/acknowledge").says(&["楼道灯坏了"]);
        made(&moves(&mut stays, &no, "acknowledge", &[]));
        away.get("/c/me");
        made(&away.send("/c/me/back", &[]));
        house.pass(1);
        stays.get("/c").hides(&["待联系"]);
    });
}

#[test]
fn the_board_shows_what_was_promised_and_nobody_s_name() {
    in_the_house(|house| {
        house.guest().get("/board").says(&["现在没有挂牌的事"]);
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let list = [("why", "board"), ("choice", "on"), ("words", "承诺三天办好")];
        moves(&mut dispatcher, &no, "list", &list).holds(&["诉求人没有同意公开"]);
        house.guest().get("/board").hides(&["于大爷"]).says(&["现在没有挂牌的事"]);
    });
}

#[test]
fn a_hard_matter_stands_in_its_register_for_those_who_may_open_it() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        dispatcher.get("/c/registers").says(&["现在没有挂账的诉求"]);
        let no = handled(house, &mut dispatcher);
        let list = [("why", "hard"), ("choice", "on"), ("words", "涉及三家单位，推了两年")];
        made(&moves(&mut dispatcher, &no, "list", &list));
        let page = dispatcher.get("/c/registers?of=hard");
        page.says(&["楼道灯坏了", "推了两年", "春光山色社区"]).holds(&[&no]);
        let mut others = house.staff("zhou.party", &[("zh_party", "handler")]);
        others.get("/c/registers?of=hard").says(&["现在没有重难点的诉求"]).hides(&["楼道灯"]);
        let mut admin = house.staff("gao.admin", &[("platform", "system_admin")]);
        assert_eq!(admin.get("/c/registers").status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_office_whose_only_reviewer_handled_the_matter_asks_its_administrator_for_another() {
    in_the_house(|house| {
        const BOTH: &[(&str, &str)] = &[("platform", "dispatcher"), ("platform", "reviewer")];
        let mut admin = house.staff("gao.admin", &[("platform", "system_admin")]);
        admin.get("/c/pools").says(&["不缺人"]);
        let mut only = house.staff("sun.both", BOTH);
        let no = handled(house, &mut only);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        made(&moves(&mut handler, &no, "acknowledge", &[]));
        made(&moves(&mut handler, &no, "complete", &[("words", "灯换好了。")]));
        assert_eq!(only.get("/c/inbox/review").status, StatusCode::OK);
        assert_ne!(moves(&mut only, &no, "release", &[]).status, StatusCode::SEE_OTHER);
        admin.get("/c/pools").says(&["审核员", "1 件"]).hides(&["灯"]);
        let mut second = house.staff("zhou.review", &[("platform", "reviewer")]);
        made(&moves(&mut second, &no, "release", &[]));
        // Now somebody has to ask the applicant, and he who stands for that seat handled the matter.
        admin.get("/c/pools").says(&["回访员", "经手过"]).hides(&["审核员"]);
        house.staff("wu.caller", &[("platform", "follow_up")]);
        admin.get("/c/pools").says(&["不缺人"]);
        assert_eq!(handler.get("/c/pools").status, StatusCode::NOT_FOUND);
        assert!(house.verifies());
    });
}

#[test]
fn what_was_opened_is_read_and_the_rest_is_marked_with_one_press() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let first = handled(house, &mut dispatcher);
        house.pass(1);
        handled(house, &mut dispatcher);
        let mut resident = house.resident(PHONE);
        resident.get("/me").says(&["6 条新消息"]);
        resident.get(&format!("/appeals/{first}"));
        resident.get("/me").says(&["3 条新消息"]);
        resident.get("/my/notices").says(&["全部标为已读"]);
        assert_eq!(resident.send("/my/notices/read", &[]).to, "/my/notices");
        resident.get("/my/notices").hides(&["全部标为已读"]);
        resident.get("/me").hides(&["条新消息"]);
        let other = house.resident("13800006622").get("/my/notices");
        other.hides(&[&first]);
    });
}

#[test]
fn a_reply_to_rate_is_never_hidden_by_a_visit_that_is_over() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let newer = handled(house, &mut dispatcher);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let offer = [("at", "2026-11-25T14:30"), ("words", "上门看楼道的灯。")];
        made(&moves(&mut handler, &no, "offer_visit", &offer));
        let mut resident = house.resident(PHONE);
        resident.get("/").says(&["想在 11月25日 14:30 上门"]).holds(&[&no]);
        house.pass(3 * 24 * 60);
        let mut handler = house.staff("li.later", &[("cgss", "handler")]);
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        let mut resident = house.resident(PHONE);
        resident
            .get(&format!("/appeals/{no}"))
            .hides(&["确认上门时间", "想在 11月25日 14:30 上门，"]);
        made(&moves(&mut handler, &no, "acknowledge", &[]));
        made(&moves(&mut handler, &no, "complete", &[("words", "三单元的灯都换好了。")]));
        made(&moves(&mut reviewer, &no, "release", &[]));
        resident.get(&format!("/appeals/{no}")).says(&["结果已经答复，请您在"]);
        let home = resident.get("/");
        home.says(&["结果已经答复，请您在"]);
        assert!(home.text.find(&no) < home.text.find(&newer), "what waits for him comes first");
    });
}

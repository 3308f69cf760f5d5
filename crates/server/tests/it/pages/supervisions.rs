//! Meetings of supervision as staff hold them, matter by matter, and the table of progress.

use axum::http::StatusCode;
use serde_json::Value;
use tokio::runtime::Builder;
use xianban_domain::supervision::plan_meetings;
use xianban_kernel::{Actor, Context, Seed};
use xianban_testkit::office::nine_o_clock;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::{handled, made, moves, unit};
use super::in_the_house;

const SECRETARY: &[(&str, &str)] = &[("cgss", "secretary")];

/// What the schedule does on Monday at nine.
fn plans(house: &House) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let cx = Context::new(Actor::System, nine_o_clock(), Seed::fresh());
    let done = runtime.block_on(plan_meetings(&house.office, &cx)).unwrap();
    assert!(done.planned > 0 && done.failed == 0);
}

/// The page of today's daily meeting of the community.
fn daily(secretary: &mut Visitor<'_>) -> String {
    let found = secretary.json("/c/supervisions").json();
    let rows = found["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["title"] == "11月23日碰头会").unwrap();
    row["href"].as_str().unwrap().to_owned()
}

fn acts(staff: &mut Visitor<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let version = staff.get(path).between("name=\"version\" value=\"", "\"");
    let path = path.split('?').next().unwrap_or_default();
    staff.send(path, &[&[("version", version.as_str())], fields].concat())
}

#[test]
fn a_meeting_is_held_matter_by_matter_and_its_minutes_are_there() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        plans(house);
        let mut secretary = house.staff("yu.secretary", SECRETARY);
        secretary.get("/c").says(&["待开会", "/c/supervisions", "/c/progress"]);
        secretary.get("/c/inbox/hold_meeting").says(&["11月23日碰头会"]);
        let calendar = secretary.get("/c/supervisions");
        calendar.says(&["11月23日 周一，今天", "待召开", "11月24日 周二", "日历排定"]);
        calendar.hides(&["11月28日", "11月29日"]);
        let page = daily(&mut secretary);
        secretary.get(&page).says(&["开始以后议程才定下来", "楼道灯坏了", "新收"]);
        let begun = acts(&mut secretary, &format!("{page}/begin"), &[]);
        let first = secretary.follows(&begun);
        first.says(&["会已开始", "第 1 件，共 1 件", "楼道灯坏了", "新收", "交给谁去办"]);
        first.holds(&["/c/whistles/new?appeals=", &format!("/c/appeals/{no}/issue_slip")]);
        let missing = format!("{page}?item=2");
        assert_eq!(secretary.get(&missing).status, StatusCode::NOT_FOUND);
        let form = format!("{page}/decide?item={no}&kind=urge");
        secretary.get(&form).says(&["楼道灯坏了", "不选，就交给正在办的单位"]);
        let team = unit(house, "cgss-g01");
        let typed = [("item", no.as_str()), ("kind", "urge"), ("to", team.as_str())];
        acts(&mut secretary, &form, &typed).holds(&["请写明要办什么"]);
        let typed = [&typed[..], &[("words", "今天去看灯。"), ("due", "2026-11-24")]].concat();
        let decided = acts(&mut secretary, &form, &typed);
        secretary.follows(&decided).says(&["已议定", "今天去看灯。", "这次议定", "前落实"]);
        let closed = acts(&mut secretary, &format!("{page}/close"), &[("words", "灯先修。")]);
        secretary.follows(&closed).says(&["跟踪落实", "灯先修。", "第 1 项 督促"]);
        let file = secretary.get(&format!("{page}/minutes.txt"));
        file.says(&["11月23日碰头会纪要", "另记：灯先修。", "议程，共 1 件", "今天去看灯。"]);
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");

        let mut grid = house.staff("wang.grid", &[("cgss-g01", "grid_worker")]);
        grid.get("/c/inbox/carry_out_decision").says(&["11月23日碰头会"]);
        let report = format!("{page}/carry_out?n=1");
        grid.get(&page).says(&["报告落实情况"]).hides(&["不再办"]);
        made(&acts(&mut grid, &report, &[("n", "1"), ("words", "灯已换好。")]));
        secretary.get(&page).says(&["已落实", "灯已换好。"]);
        let mut stranger = house.staff("zhou.party", &[("zh_party", "handler")]);
        for path in [page.clone(), format!("{page}/minutes.txt"), format!("{page}/decide")] {
            assert_eq!(stranger.get(&path).status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(house.verifies());
    });
}

#[test]
fn what_was_done_at_the_meeting_is_only_written_down() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        plans(house);
        let mut secretary = house.staff("yu.secretary", SECRETARY);
        let page = daily(&mut secretary);
        made(&acts(&mut secretary, &format!("{page}/begin"), &[]));
        let matter = format!("{page}?item=1");
        secretary.get(&matter).says(&["派任务单"]).hides(&["登记会上办好的"]);
        let team = unit(house, "cgss-g01");
        let slip = [("unit", team.as_str()), ("goal", "换灯。"), ("evidence", "nothing")];
        made(&moves(&mut secretary, &no, "issue_slip", &slip));
        secretary.get(&matter).says(&["登记会上办好的：派任务单"]);
        let link = format!("{page}/decide?item={no}&kind=slip&done=1");
        assert_eq!(secretary.json(&matter).json()["now"]["book"]["href"], link.as_str());
        secretary.get(&link).says(&["会上已经办好了，只登记", "您在会上办了：派任务单"]);
        // Without the link and without scripts the tick is there as well.
        let plain = secretary.get(&format!("{page}/decide?item={no}"));
        plain.holds(&["name=\"done\""]);
        let typed = [("item", no.as_str()), ("kind", "list"), ("done", "yes"), ("words", "已派。")];
        acts(&mut secretary, &link, &typed).holds(&["您还没有在这件上办这一步", "只登记"]);
        let typed = [("item", no.as_str()), ("kind", "slip"), ("done", "yes"), ("words", "已派。")];
        let booked = acts(&mut secretary, &link, &typed);
        let after = secretary.follows(&booked);
        after.says(&["已议定", "已派。", "会上已办"]).hides(&["登记会上办好的"]);
        assert_eq!(secretary.json(&page).json()["decided"][0]["due"], Value::Null);
        assert!(house.verifies());
    });
}

#[test]
fn a_meeting_that_is_called_off_says_so_and_why() {
    in_the_house(|house| {
        plans(house);
        let mut secretary = house.staff("yu.secretary", SECRETARY);
        let page = daily(&mut secretary);
        let off = format!("{page}/call_off");
        acts(&mut secretary, &off, &[]).holds(&["请写明为什么不开"]);
        let called = acts(&mut secretary, &off, &[("words", "都在现场。")]);
        secretary.follows(&called).says(&["未召开", "都在现场。"]).hides(&["开始开会"]);
        secretary.get(&format!("{page}/begin")).holds(&["现在不用办这一步"]);
        secretary.get("/c/supervisions").says(&["未召开"]);
    });
}

#[test]
fn the_table_of_progress_says_who_and_what_comes_next() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let no = handled(house, &mut dispatcher);
        let mut secretary = house.staff("yu.secretary", SECRETARY);
        let table = secretary.get("/c/progress");
        table.says(&[&no, "件件有人抓", "第 1 天，共", "研判", "待签收", "every 60s"]);
        let community = unit(house, "cgss");
        let of = format!("/c/progress?unit={community}&q=%E6%A5%BC%E9%81%93");
        secretary.get(&of).says(&[&no]);
        for nothing in ["?colour=red", "?register=hard", "?q=%E7%A7%AF%E6%B0%B4"] {
            secretary
                .get(&format!("/c/progress{nothing}"))
                .says(&["没有这样的在办诉求"])
                .hides(&[&no]);
        }
        let mut stranger = house.staff("zhou.party", &[("zh_party", "handler")]);
        stranger.get("/c/progress").says(&["没有这样的在办诉求"]).hides(&[&no]);
        house.pass(20 * 24 * 60);
        let mut secretary = house.staff("yu.later", SECRETARY);
        secretary.get("/c/progress?colour=red").says(&[&no, "超期"]);
        assert_eq!(house.guest().json("/c/progress").status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn the_table_of_progress_on_paper_has_every_row() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        for n in 0..52 {
            clerk.get("/c/new");
            let text = format!("第 {n} 处楼道灯坏了。");
            let fields = [
                ("kind", "livelihood"),
                ("category", "property"),
                ("text", text.as_str()),
                ("place_unknown", "1"),
                ("channel", "visit"),
            ];
            clerk.send("/c/new", &fields);
        }
        let screen = clerk.json("/c/progress").json();
        assert_eq!(screen["rows"].as_array().unwrap().len(), 50);
        assert!(screen["next"].is_string());
        let path = "/c/progress?q=%E6%A5%BC%E9%81%93%E7%81%AF&paper=1";
        let paper = clerk.json(path).json();
        assert_eq!(paper["rows"].as_array().unwrap().len(), 52);
        assert_eq!((&paper["next"], &paper["paper"]["cut"]), (&Value::Null, &Value::Bool(false)));
        let page = clerk.get(path);
        page.says(&["含“楼道灯”", "共 52 行", "第 51 处楼道灯坏了"])
            .hides(&["every 60s", "下一页"]);
    });
}

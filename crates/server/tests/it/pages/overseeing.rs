//! What leaders see of the units below them.

use axum::http::StatusCode;
use serde_json::Value;

use super::depth::{handled_as, made, moves, unit};
use super::in_the_house;
use xianban_testkit::visits::Visitor;

const OFFICE: &[(&str, &str)] = &[("platform", "dispatcher")];
const REPLY: &str = "已经和投放点的管理员约定，每天早晚各清一次，这周五再来看一次。";

/// Every figure of the page opens as many cases as it says.
fn agrees(leader: &mut Visitor<'_>) -> Value {
    let page = leader.json("/c/overview").json();
    let groups = page["groups"].as_array().unwrap();
    let lines = groups.iter().flat_map(|group| group["lines"].as_array().unwrap());
    let cells = lines.flat_map(|line| line["cells"].as_array().unwrap());
    let mut looked = 0;
    for cell in cells.chain(page["total"].as_array().unwrap()) {
        let cases = leader.json(cell["href"].as_str().unwrap());
        assert_eq!(cases.status, StatusCode::OK, "{cell}");
        assert_eq!(cases.json()["rows"].as_array().unwrap().len(), cell["count"], "{cell}");
        looked += 1;
    }
    assert!(looked > 20);
    page
}

fn total(page: &Value, code: &str) -> u64 {
    let cells = page["total"].as_array().unwrap();
    cells.iter().find(|cell| cell["code"] == code).unwrap()["count"].as_u64().unwrap()
}

#[test]
fn every_number_opens_just_its_cases() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", OFFICE);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
        let mut caller = house.staff("feng.follow", &[("platform", "follow_up")]);
        let mut leader = house.staff("gu.leader", &[("laoshan", "leader")]);
        leader.get("/c").holds(&["/c/overview"]);
        let empty = agrees(&mut leader);
        assert_eq!((total(&empty, "open"), total(&empty, "low")), (0, 0));

        let rated = handled_as(house, &mut dispatcher, "environment.sorting");
        made(&moves(&mut handler, &rated, "acknowledge", &[]));
        made(&moves(&mut handler, &rated, "complete", &[("words", REPLY)]));
        made(&moves(&mut reviewer, &rated, "release", &[]));
        let told = [("method", "phone"), ("solved", "no"), ("grade", "1"), ("words", "没清。")];
        made(&moves(&mut caller, &rated, "follow_up", &told));
        let back = handled_as(house, &mut dispatcher, "environment.sorting");
        let why = [("reason", "wrong_place"), ("words", "在隔壁社区。")];
        made(&moves(&mut handler, &back, "return_order", &why));
        handled_as(house, &mut dispatcher, "other.advice");

        let page = agrees(&mut leader);
        let figures = ["open", "returned", "low", "overdue"].map(|code| total(&page, code));
        assert_eq!(figures, [3, 1, 1, 0]);
        house.pass(40 * 24 * 60);
        let mut leader = house.staff("gu.later", &[("laoshan", "leader")]);
        let page = agrees(&mut leader);
        assert_eq!((total(&page, "overdue"), total(&page, "returned")), (3, 1), "within a year");
        let month = leader.json("/c/overview?period=month").json();
        assert_eq!(total(&month, "returned"), 0, "another month");
        let year = leader.json("/c/overview?period=days&from=2026-11-01&to=2026-11-30").json();
        assert_eq!(total(&year, "returned"), 1);
        leader.get("/c/overview").hides(&["li.handler", "feng.follow"]);
    });
}

#[test]
fn a_street_sees_its_own_units_and_others_see_no_overview() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", OFFICE);
        handled_as(house, &mut dispatcher, "environment.sorting");
        let mut street = house.staff("fan.head", &[("zhonghan", "head")]);
        let page = agrees(&mut street);
        assert_eq!(total(&page, "open"), 1);
        let mut other = house.staff("qi.head", &[("zh_party", "head")]);
        let page = agrees(&mut other);
        assert_eq!(total(&page, "open"), 0);
        let theirs = format!("/c/overview/cases?of=open&scope=u{}", unit(house, "cgss"));
        assert_eq!(other.get(&theirs).status, StatusCode::NOT_FOUND);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        for path in ["/c/overview", "/c/overview/cases?of=open"] {
            assert_eq!(clerk.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        clerk.get("/c").hides(&["/c/overview"]);
    });
}

#[test]
fn a_queue_goes_into_a_spreadsheet_and_no_words_become_a_formula() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", OFFICE);
        handled_as(house, &mut dispatcher, "environment.sorting");
        let mut resident = house.resident("13800006625");
        resident.get("/ask/livelihood");
        let text = "=HYPERLINK(\"http://x\") 楼下的垃圾桶满了三天没有人清。";
        let place = "＝cmd 云岭花园门口";
        let fields = [("category", "environment"), ("place_words", place), ("text", text)];
        resident.send("/ask/livelihood", &fields);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let mut office = house.staff("zhou.dispatch", OFFICE);
        office.get("/c/inbox/accept").holds(&["/c/inbox/accept/table.csv"]);
        let table = office.get("/c/inbox/accept/table.csv").text;
        assert!(table.starts_with("\u{feff}编号,诉求,类型"), "{table}");
        assert!(table.contains("\"'=HYPERLINK") && table.contains(",'＝cmd"), "{table}");
        assert!(!table.contains("13800006625"), "nobody is named");
        assert_eq!(table.lines().count(), 2);
        let none = office.get("/c/inbox/accept/table.csv?kind=enforcement").text;
        assert_eq!(none.lines().count(), 1);
        assert_eq!(clerk.get("/c/inbox/accept/table.csv").text.lines().count(), 1);
        assert_eq!(clerk.get("/c/inbox/nothing/table.csv").status, StatusCode::NOT_FOUND);
    });
}

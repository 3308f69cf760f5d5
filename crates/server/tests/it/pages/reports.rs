//! Reports of days, weeks, months and years.

use axum::http::StatusCode;
use serde_json::Value;
use xianban_testkit::visits::Visitor;

use super::depth::{handled_as, made, moves, unit};
use super::in_the_house;

const OFFICE: &[(&str, &str)] = &[("platform", "dispatcher")];

/// Every cell of a report, of whatever table.
fn cells(page: &Value) -> Vec<Value> {
    let report = &page["report"];
    let all = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let sums = all(&report["sums"]);
    let sums = sums.iter().flat_map(|sum| [&sum["now"], &sum["before"], &sum["year_ago"]]);
    let mut cells: Vec<Value> = sums.filter(|cell| !cell.is_null()).cloned().collect();
    let mut groups = all(&report["groups"]);
    groups.push(report["trend"].clone());
    for line in groups.iter().flat_map(|group| all(&group["lines"])) {
        cells.extend(all(&line["cells"]));
    }
    cells
}

/// Every number of a report opens as many cases as it says; answers the report.
fn agrees(person: &mut Visitor<'_>, path: &str) -> Value {
    let page = person.json(path);
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
    let page = page.json();
    let mut counted = 0;
    for cell in cells(&page) {
        for (number, href) in [("count", "href"), ("of", "whole")] {
            let (number, href) = (&cell[number], cell[href].as_str().unwrap());
            // Nought is looked at in the totals; there are hundreds of noughts by day and matter.
            if number.as_u64().is_some_and(|number| number > 0) {
                let cases = person.json(href).json();
                assert_eq!(cases["rows"].as_array().unwrap().len(), *number, "{path}: {cell}");
                counted += 1;
            }
        }
    }
    assert!(counted > 3, "{path}: {counted}");
    page
}

/// What a figure comes to in the sums.
fn sum(page: &Value, name: &str, when: &str) -> Value {
    let sums = page["report"]["sums"].as_array().unwrap();
    let found = sums.iter().find(|sum| sum["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))[when]["count"].clone()
}

#[test]
fn a_report_of_any_length_opens_its_cases_and_stands_beside_the_one_before() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", OFFICE);
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let no = handled_as(house, &mut dispatcher, "environment.sorting");
        made(&moves(&mut handler, &no, "acknowledge", &[]));
        let why = [("reason", "wrong_place"), ("words", "在隔壁社区。")];
        made(&moves(&mut handler, &no, "return_order", &why));
        handled_as(house, &mut dispatcher, "other.advice");
        house.pass(24 * 60);
        let mut dispatcher = house.staff("zhou.dispatch", OFFICE);
        handled_as(house, &mut dispatcher, "environment.sorting");
        let mut leader = house.staff("gu.leader", &[("laoshan", "leader")]);
        leader.get("/c").holds(&["/c/reports"]);
        for (period, of) in [("2026-11-23", 2), ("2026-W48", 3), ("2026-11", 3), ("2026", 3)] {
            let page = agrees(&mut leader, &format!("/c/reports/{period}"));
            assert_eq!(sum(&page, "受理", "now"), of, "{period}");
        }
        let second = agrees(&mut leader, "/c/reports/2026-11-24");
        assert_eq!(
            (sum(&second, "受理", "now"), sum(&second, "受理", "before")),
            (1.into(), 2.into())
        );
        assert_eq!(sum(&second, "在办", "now"), 3, "today is not over");
        leader.get("/c/reports/2026-11-23").hides(&["在办</a>"]);
        let street = format!("/c/reports/2026-11?scope=u{}", unit(house, "cgss"));
        assert_eq!(sum(&agrees(&mut leader, &street), "退单", "now"), 1);
        let list = "/c/reports/2026?list=environment_and_sanitation";
        let list = leader.json(list);
        assert_eq!(list.status, StatusCode::NOT_FOUND, "no list is called so");
    });
}

#[test]
fn a_report_of_one_list_holds_only_what_is_on_it() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", OFFICE);
        handled_as(house, &mut dispatcher, "environment.sorting");
        handled_as(house, &mut dispatcher, "other.advice");
        let mut leader = house.staff("gu.leader", &[("laoshan", "leader")]);
        let lists = leader.json("/c/reports/2026-11").json()["lists"].clone();
        let lists = lists.as_array().unwrap().clone();
        let of = |leader: &mut Visitor<'_>, list: &str| {
            let page = leader.json(&format!("/c/reports/2026-11?list={list}")).json();
            sum(&page, "受理", "now").as_u64().unwrap()
        };
        let all = of(&mut leader, "");
        let each: Vec<u64> = lists
            .iter()
            .filter_map(|list| list["code"].as_str().filter(|code| !code.is_empty()))
            .map(|code| of(&mut leader, code))
            .collect();
        assert_eq!((all, each.iter().sum::<u64>()), (2, 2), "{each:?}");
        let own = lists.iter().zip(std::iter::once(&0).chain(&each)).find(|(_, n)| **n == 1);
        let code = own.unwrap().0["code"].as_str().unwrap();
        agrees(&mut leader, &format!("/c/reports/2026-11?list={code}"));
    });
}

#[test]
fn a_report_goes_into_files_and_only_to_who_oversees() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", OFFICE);
        handled_as(house, &mut dispatcher, "environment.sorting");
        let mut leader = house.staff("gu.leader", &[("laoshan", "leader")]);
        let page = leader.get("/c/reports/2026-11");
        page.holds(&["/c/reports/2026-11/report.xlsx", "怎么算的", "/c/reports/2026-10"]);
        let plain = leader.get("/c/reports/2026-11/report.csv?scope=d");
        assert!(plain.text.starts_with("\u{feff}表,项,从,到,指标,数"), "{}", plain.text);
        plain.says(&["汇总,本期,2026-11-01,2026-11-30,受理,1,", "怎么算的,"]);
        assert_eq!(leader.get("/c/reports/2026-11/report.xlsx").status, StatusCode::OK);
        let there = leader.get("/c/reports?every=week&day=2026-11-25&scope=d");
        assert_eq!(there.status, StatusCode::SEE_OTHER);
        for wrong in ["2026-13", "2027-01", "x", "2026-11?scope=p99999", "2026-11?scope=x"] {
            let answer = leader.get(&format!("/c/reports/{wrong}"));
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        for path in ["/c/reports", "/c/reports/2026-11", "/c/reports/2026-11/report.xlsx"] {
            assert_eq!(clerk.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        clerk.get("/c").hides(&["/c/reports"]);
    });
}

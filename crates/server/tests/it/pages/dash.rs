//! The dashboard, as those who oversee and as those who do not.

use axum::http::StatusCode;
use serde_json::Value;

use super::depth::{handled_as, made, moves, unit};
use super::in_the_house;
use xianban_testkit::visits::{House, Visitor};

const OFFICE: &[(&str, &str)] = &[("platform", "dispatcher")];
const REPLY: &str = "已经和投放点的管理员约定，每天早晚各清一次，这周五再来看一次。";

/// Every number of a page with the address of its cases, wherever it stands.
fn numbers(page: &Value, found: &mut Vec<(i64, String)>) {
    match page {
        Value::Array(all) => all.iter().for_each(|one| numbers(one, found)),
        Value::Object(fields) => {
            for (count, href) in [("count", "href"), ("of", "whole")] {
                if let (Some(count), Some(href)) = (fields.get(count), fields.get(href))
                    && let (Some(count), Some(href)) = (count.as_i64(), href.as_str())
                {
                    found.push((count, href.to_owned()));
                }
            }
            fields.values().for_each(|one| numbers(one, found));
        }
        _ => {}
    }
}

/// Every number of the page opens as many cases as it says.
fn agrees(person: &mut Visitor<'_>, path: &str) -> Value {
    let page = person.json(path);
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let (page, mut found) = (page.json(), Vec::new());
    numbers(&page, &mut found);
    for (count, href) in &found {
        assert!(href.starts_with("/c/overview/cases?"), "{href}");
        let cases = person.json(href);
        assert_eq!(cases.status, StatusCode::OK, "{href}");
        let rows = cases.json()["rows"].as_array().unwrap().len();
        assert_eq!(i64::try_from(rows).unwrap(), *count, "{path}: {href}");
    }
    assert!(found.len() > 25, "{path} has only {} numbers", found.len());
    page
}

/// One that was rated low, one that a unit returned, one that waits.
fn some_matters(house: &House) {
    let mut dispatcher = house.staff("sun.dispatch", OFFICE);
    let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
    let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
    let mut caller = house.staff("feng.follow", &[("platform", "follow_up")]);
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
}

#[test]
fn every_number_opens_just_its_cases_on_every_level_of_the_ground() {
    in_the_house(|house| {
        some_matters(house);
        let mut leader = house.staff("gu.leader", &[("laoshan", "leader")]);
        leader.get("/c").holds(&["href=\"/d\""]);
        let mut path = "/d".to_owned();
        let mut seen = Vec::new();
        loop {
            let page = agrees(&mut leader, &path);
            seen.push(page["name"].as_str().unwrap().to_owned());
            assert_eq!(page["above"].as_array().unwrap().len(), seen.len() - 1, "{seen:?}");
            let areas = page["ground"]["areas"].as_array().unwrap();
            let busy = areas.iter().max_by_key(|one| one["accepted"]["count"].as_i64());
            let Some(busy) = busy.filter(|_| seen.len() < 4) else { break };
            path = busy["href"].as_str().unwrap().to_owned();
        }
        assert_eq!(seen[..3], ["崂山区", "中韩街道", "春光山色社区"], "{seen:?}");
        assert_eq!(seen.len(), 4, "{seen:?}");
        agrees(&mut leader, "/d/brief");
        leader.get("/d").hides(&["li.handler", "feng.follow"]);
        leader.get("/d/brief").holds(&["昨天和本月"]).hides(&["li.handler", "feng.follow"]);
    });
}

#[test]
fn what_is_late_is_named_and_counted() {
    in_the_house(|house| {
        some_matters(house);
        house.pass(40 * 24 * 60);
        let mut leader = house.staff("gu.later", &[("laoshan", "leader")]);
        let page = agrees(&mut leader, "/d");
        let late = &page["matters"][0];
        assert_eq!((&late["code"], &late["all"]["count"]), (&"overdue".into(), &3.into()));
        assert_eq!(late["rows"].as_array().unwrap().len(), 3);
        let months = page["trend"]["months"].as_array().unwrap();
        assert_eq!(months.len(), 12);
        let accepted = months.iter().map(|one| one["accepted"]["count"].as_i64().unwrap());
        assert_eq!(accepted.sum::<i64>(), 3);
        agrees(&mut leader, "/d/brief");
    });
}

#[test]
fn each_sees_his_own_ground_and_who_oversees_nothing_finds_nothing() {
    in_the_house(|house| {
        some_matters(house);
        let mut street = house.staff("fan.head", &[("zhonghan", "head")]);
        let page = agrees(&mut street, "/d");
        assert_eq!(
            (&page["name"], page["above"].as_array().unwrap().len()),
            (&"中韩街道".into(), 0)
        );
        for beyond in ["/d?scope=d", "/d/brief?scope=d", "/d/play?scope=d", "/d?scope=x1"] {
            assert_eq!(street.get(beyond).status, StatusCode::NOT_FOUND, "{beyond}");
        }
        let mut company = house.staff("xu.head", &[("haiyue", "head")]);
        let page = agrees(&mut company, "/d");
        let own = format!("u{}", unit(house, "haiyue"));
        assert_eq!(page["scope"], own.as_str());
        assert!(page["ground"]["areas"].as_array().unwrap().is_empty());
        let theirs = format!("/d?scope=u{}", unit(house, "cgss"));
        assert_eq!(company.get(&theirs).status, StatusCode::NOT_FOUND);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let mut resident = house.resident("13800006631");
        for path in ["/d", "/d/play", "/d/brief"] {
            assert_eq!(clerk.get(path).status, StatusCode::NOT_FOUND, "{path}");
            let met = resident.get(path).status;
            assert!([StatusCode::NOT_FOUND, StatusCode::SEE_OTHER].contains(&met), "{path} {met}");
        }
        clerk.get("/c").hides(&["href=\"/d\""]);
    });
}

#[test]
fn a_wall_goes_round_all_that_lies_below_and_begins_again() {
    in_the_house(|house| {
        let mut leader = house.staff("gu.leader", &[("laoshan", "leader")]);
        let (mut path, mut names) = ("/d/play".to_owned(), Vec::new());
        for _ in 0..6 {
            let page = leader.json(&path).json();
            names.push(page["name"].as_str().unwrap().to_owned());
            path = page["next"].as_str().unwrap().to_owned();
        }
        assert_eq!(names[0], "崂山区");
        assert!(names[1..].iter().all(|name| name.ends_with("街道")), "{names:?}");
        assert_eq!(leader.json(&path).json()["name"], "崂山区");
        leader.get("/d/play").holds(&["停在这里", "http-equiv=\"refresh\"", "data-next="]);
        assert_eq!(leader.get("/d/play?at=g1").status, StatusCode::NOT_FOUND);
    });
}

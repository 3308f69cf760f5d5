use axum::http::StatusCode;
use xianban_domain::organisation::{PlaceKind, ancestors, children, places_of};
use xianban_kernel::Problem;
use xianban_store::params;
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::visits::House;

use super::in_the_house;

const ESTATE: &str = "春光山色一期";

/// The codes of the sheet a clerk prints, in order.
fn sheet(house: &House) -> Vec<(String, String)> {
    let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
    let sheet = clerk.json("/c/codes").json();
    let codes = sheet["codes"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    codes.map(|code| (text(&code["place"]), text(&code["url"]))).collect()
}

fn path(url: &str) -> &str {
    url.strip_prefix("http://xianban.example").unwrap()
}

#[test]
fn a_code_from_the_sheet_opens_the_form_at_its_entrance() {
    in_the_house(|house| {
        let codes = sheet(house);
        let (place, url) = codes.iter().find(|(place, _)| place.ends_with("单元")).unwrap();
        let mut resident = house.guest();
        let scanned = resident.get(path(url));
        scanned.says(&["已扫码", place, "网格员：", "民生诉求"]);
        let door = scanned.between("href=\"/ask/livelihood", "\"").replace("&#38;", "&");
        let form = resident.get(&format!("/ask/livelihood{}", door.replace("&amp;", "&")));
        form.says(&["扫码带入，不用再填", "网格员："]);

        let mut clerk = house.guest();
        clerk.get("/c/login");
        let word = xianban_testkit::visits::WORD;
        clerk.send("/c/login", &[("account", "wang.clerk"), ("password", word)]);
        clerk.get("/c/codes").says(&["扫过 1 次", "手机扫一扫", "<path d=\"M4 4h7"]);
    });
}

#[test]
fn an_unknown_code_says_so_and_still_lets_file() {
    in_the_house(|house| {
        let answer = house.guest().get("/q/zzzzzzzzzz");
        answer.holds(&["这个二维码不是本平台的", "href=\"/ask/livelihood\""]);
        assert_ne!(answer.status, StatusCode::OK);
    });
}

#[test]
fn a_closed_place_says_so_at_the_code_and_in_the_form() {
    in_the_house(|house| {
        let codes = sheet(house);
        let (_, url) = codes.last().unwrap();
        let code = url.rsplit('/').next().unwrap().to_owned();
        let id = house.does(move |work| {
            let row = work.tx.row("select place from place_code where code = $1", params![code])?;
            let id: i64 = row.ok_or(Problem::NotFound)?.get("place")?;
            let closed = "update place set closed_at = $1 where id = $2";
            work.tx.execute(closed, params![work.cx.at, id])?;
            Ok(id)
        });
        house.pass(1);
        house.guest().get(path(url)).holds(&["已经停用", "href=\"/ask/livelihood\""]);
        let form = house.guest().get(&format!("/ask/livelihood?place={id}"));
        form.says(&["已经停用", "选小区"]).hides(&["扫码带入"]);
    });
}

#[test]
fn the_script_gets_the_next_rung_alone() {
    in_the_house(|house| {
        let estate = house.does(|work| {
            let estates = places_of(work.tx, LAOSHAN, PlaceKind::Estate)?;
            Ok(estates.into_iter().find(|one| one.name == ESTATE).unwrap())
        });
        let part = house.guest().get(&format!("/ask/place?place={}", estate.id));
        part.says(&["data-picker", ESTATE, "选楼"]).hides(&["<html"]);
        house.guest().get("/ask/place?place=nowhere").says(&["选小区"]);
    });
}

#[test]
fn where_there_is_one_choice_nobody_is_asked() {
    in_the_house(|house| {
        // One community, in it the estate and others: the way begins at its estates.
        let (community, estate) = house.does(|work| {
            let estates = places_of(work.tx, LAOSHAN, PlaceKind::Estate)?;
            let estate = estates.into_iter().find(|one| one.name == ESTATE).unwrap();
            let community = ancestors(work.tx, &estate)?[0].id;
            for one in places_of(work.tx, LAOSHAN, PlaceKind::Community)? {
                if one.id != community {
                    let close = "update place set closed_at = $1 where id = $2";
                    work.tx.execute(close, params![work.cx.at, one.id])?;
                }
            }
            Ok((community, estate))
        });
        house.pass(1);
        let form = house.guest().get("/ask/livelihood");
        form.says(&[
            "春光山色社区</b>",
            "选小区",
            &format!("name=\"place\" value=\"{community}\""),
        ]);
        form.hides(&["选社区", "改地点"]);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c/new").says(&["春光山色社区</b>", "选小区"]).hides(&["选社区", "改地点"]);
        let chosen = house.guest().get(&format!("/ask/place?place={}", estate.id));
        chosen.says(&[ESTATE, "选楼", "改地点", &format!("value=\"place:{community}\"")]);
        // With one building left, its entrances are next, and changing leads to the estates.
        let building = house.does(move |work| {
            let buildings = children(work.tx, estate.id)?;
            for one in buildings.iter().skip(1) {
                let close = "update place set closed_at = $1 where id = $2";
                work.tx.execute(close, params![work.cx.at, one.id])?;
            }
            Ok(buildings.into_iter().next().unwrap())
        });
        let chosen = house.guest().get(&format!("/ask/place?place={}", estate.id));
        chosen.says(&[&building.name, "改地点", &format!("value=\"place:{community}\"")]);
        chosen.hides(&["选楼"]);
    });
}

#[test]
fn a_sheet_is_printed_only_by_those_who_answer_for_the_estate() {
    in_the_house(|house| {
        assert!(house.guest().get("/c/codes").to.starts_with("/c/login"));
        let mut reviewer = house.staff("li.review", &[("platform", "reviewer")]);
        assert_eq!(reviewer.get("/c/codes").status, StatusCode::NOT_FOUND);
        reviewer.get("/c").says(&[]).hides(&["/c/codes"]);
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c").says(&["/c/codes"]);
        assert_eq!(clerk.get("/c/codes?estate=1").status, StatusCode::NOT_FOUND);
        let mut dispatcher = house.staff("zhao.send", &[("platform", "dispatcher")]);
        dispatcher.get("/c/codes").says(&["二维码"]);
    });
}

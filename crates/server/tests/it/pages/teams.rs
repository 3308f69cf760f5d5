//! Whom residents find for their grid.

use axum::http::StatusCode;
use xianban_domain::organisation::{CodePurpose, PlacePath, code_for};
use xianban_domain::teams;
use xianban_testkit::visits::House;

use super::in_the_house;

const BUILDING: &str = "37/3702/370212/370212001/370212001901/fsh8/9";

fn formed(house: &House) -> (String, String) {
    let path = PlacePath::parse(BUILDING).unwrap();
    let place = path.id();
    let code = house.does(move |work| {
        teams::form(work)?;
        code_for(work.tx, place, CodePurpose::File, work.cx.at)
    });
    (place.to_string(), code)
}

#[test]
fn a_resident_finds_who_looks_after_his_building_without_a_script() {
    in_the_house(|house| {
        let (building, code) = formed(house);
        let mut guest = house.guest();
        guest.get("/").says(&["找网格员"]);
        guest.get("/team").says(&["找网格员", "选小区"]);
        let estate = PlacePath::parse(BUILDING).unwrap().parent().unwrap().id();
        let page = guest.get(&format!("/team?place={estate}&place_next=&step=place"));
        page.says(&["选楼", "说不清是哪栋楼", "第7网格"]);
        let page = guest.get(&format!("/team?place={estate}&place_next={building}&step=place"));
        page.says(&["演示-网格员07", "楼组长", "打给"]);
        let page = guest.get(&format!("/team?code={code}"));
        page.says(&["演示-网格员07", "扫码带入"]);
        page.holds(&["href=\"tel:"]);
        guest.get("/team?code=22222222").says(&["找网格员", "选小区"]);
        assert_eq!(guest.get("/team/1").status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_code_on_the_wall_and_the_api_name_the_grid_worker() {
    in_the_house(|house| {
        let (building, code) = formed(house);
        let mut guest = house.guest();
        let page = guest.get(&format!("/q/{code}"));
        page.says(&["演示-网格员07", "打给网格员", "八大员"]);
        let href = guest.json(&format!("/team?place={building}")).json();
        let href = href["team"]["href"].as_str().unwrap().to_owned();
        let team = guest.json(&href).json();
        assert_eq!(team["team"]["members"].as_array().unwrap().len(), 8);
        assert_eq!(team["team"]["members"][2]["role"]["code"], "grid_worker");
    });
}

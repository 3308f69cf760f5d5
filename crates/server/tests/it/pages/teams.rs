//! Whom residents find for their grid.

use axum::http::StatusCode;
use xianban_domain::organisation::{CodePurpose, PlacePath, code_for};
use xianban_domain::teams;
use xianban_testkit::visits::{Answer, House, Visitor};

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

/// The page of the seventh team, by the link in the phone tree.
fn seventh(visitor: &mut Visitor<'_>) -> String {
    let tree = visitor.json("/c/teams").json();
    tree["teams"][6]["href"].as_str().unwrap().to_owned()
}

/// Sends a move of a team with the version of its form.
fn moved(visitor: &mut Visitor<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = visitor.get(path);
    let version = form.says(&[]).between("name=\"version\" value=\"", "\"");
    let plain = path.split('?').next().unwrap();
    visitor.send(plain, &[&[("version", version.as_str())], fields].concat())
}

#[test]
fn a_secretary_keeps_the_team_of_a_grid_and_a_clerk_reads_it() {
    in_the_house(|house| {
        formed(house);
        let mut clerk = house.staff("chen.clerk", &[("cgss", "clerk")]);
        clerk.get("/c/teams").says(&["网格服务队", "演示-网格员07", "href=\"tel:", "data-print"]);
        let found = clerk.get("/c/teams?q=网格员07&role=grid_worker");
        found.says(&["演示-网格员07"]).hides(&["演示-网格员08"]);
        let team = seventh(&mut clerk);
        clerk.get(&team).says(&["队员", "全程留痕"]).hides(&["/change?member="]);

        let mut secretary = house.staff("lin.secretary", &[("cgss", "secretary")]);
        secretary.get("/c").says(&["待核对电话"]);
        secretary.get("/c/inbox/check_team").says(&[&team]).hides(&["删除"]);
        let page = secretary.get(&team);
        page.says(&["添人", "写职责", "核对无误", "改信息", "安排代岗", "离开", "轮到谁"]);
        let form = format!("{team}/name");
        let named = [
            ("role", "building_lead"),
            ("name", "欧阳建国"),
            ("phone", "13800001234"),
            ("shown_name", "surname"),
            ("shown_phone", "office"),
        ];
        moved(&mut secretary, &form, &[("role", "building_lead")]).holds(&["请选居民看到的姓名"]);
        let sent = moved(&mut secretary, &form, &named);
        secretary.follows(&sent).says(&["已添到队里", "欧阳建国", "tel:13800001234"]);
        let member = secretary.json(&team).json();
        let members = member["members"].as_array().unwrap();
        let new = members.iter().find(|one| one["name"] == "欧阳建国").unwrap()["n"].to_string();
        let form = format!("{team}/change?member={new}");
        secretary.get(&form).says(&["欧阳建国", "value=\"surname\" checked"]);
        let form = format!("{team}/stand_in?member={new}");
        let stands = [("member", &*new), ("name", "李想"), ("until", "2026-12-01T18:00")];
        let sent = moved(&mut secretary, &form, &stands);
        secretary.follows(&sent).says(&["代岗已安排", "李想", "2026-12-01", "结束代岗"]);
        let sent = moved(&mut secretary, &format!("{team}/end_stand_in"), &[("member", &new)]);
        secretary.follows(&sent).says(&["代岗已结束"]).hides(&["李想"]);
        let sent = moved(&mut secretary, &format!("{team}/leave"), &[("member", &new)]);
        secretary.follows(&sent).says(&["他已离开"]).hides(&["欧阳建国"]);
        let words = [("role", "grid_worker"), ("words", "楼道堆物找他")];
        let sent = moved(&mut secretary, &format!("{team}/describe"), &words);
        secretary.follows(&sent).says(&["职责已写好", "楼道堆物找他"]);
        let sent = moved(&mut secretary, &format!("{team}/confirm"), &[]);
        secretary.follows(&sent).says(&["姓名和电话都对"]);
        assert!(house.verifies());
    });
}

#[test]
fn what_a_grid_reported_opens_just_its_cases() {
    in_the_house(|house| {
        let (building, _) = formed(house);
        let mut worker = house.staff("wang.grid", &[("cgss-g07", "grid_worker")]);
        worker.get("/c/new");
        let report = [
            ("kind", "livelihood"),
            ("channel", "patrol"),
            ("category", "property"),
            ("text", "楼道里堆了旧家具，挡住了消防门。"),
            ("place", building.as_str()),
        ];
        let no = Visitor::filed(&worker.send("/c/new", &report));
        let figures = worker.json("/c/teams/reports").json();
        let grids = figures["grids"].as_array().unwrap();
        assert_eq!(grids.len(), 1, "his own only");
        assert_eq!((&grids[0]["reported"], &grids[0]["solved"]), (&1.into(), &0.into()));
        assert_eq!(grids[0]["rate"], "0.00%");
        worker.get(grids[0]["reported_at"].as_str().unwrap()).says(&[&no]);

        let mut secretary = house.staff("lin.secretary", &[("cgss", "secretary")]);
        let figures = secretary.json("/c/teams/reports").json();
        let grids = figures["grids"].as_array().unwrap();
        assert_eq!(grids.len(), 20);
        assert_eq!(grids[6]["reported"], 1);
        let at = grids[6]["reported_at"].as_str().unwrap();
        assert_eq!(secretary.json(at).json()["rows"][0]["no"], no.as_str());
        secretary.get("/c/teams/reports").says(&["不排名次", "0/1，0.00%"]);
        let before = secretary.json("/c/teams/reports?from=2026-10-01&to=2026-10-31").json();
        assert_eq!(before["total"]["reported"], 0);
        let mut gardener = house.staff("he.green", &[("city_management", "handler")]);
        assert_eq!(gardener.get(at).status, StatusCode::NOT_FOUND);
    });
}

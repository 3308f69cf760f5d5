//! Units abolished and grids re-drawn while cases are open.

use axum::http::StatusCode;
use xianban_domain::organisation::{
    PlacePath, UnitKind, covering_unit, place_by_path, unit_by_code,
};
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::visits::{House, Visitor};

use super::depth::{made, moves, unit};
use super::in_the_house;

const ADMIN: &[(&str, &str)] = &[("platform", "system_admin")];

/// A matter filed at the desk for building 3 of the first phase, led by a unit.
fn led_by(house: &House, dispatcher: &mut Visitor<'_>, lead: &'static str, matter: &str) -> String {
    dispatcher.get("/c/new");
    let path = "37/3702/370212/370212001/370212001901/cgss1/3";
    let path = PlacePath::parse(path).unwrap();
    let place = path.id().to_string();
    let filed = dispatcher.send(
        "/c/new",
        &[
            ("kind", "livelihood"),
            ("category", "property"),
            ("text", "三号楼道闸坏了，车进不来。"),
            ("channel", "phone"),
            ("phone", "13800006621"),
            ("place", &place),
        ],
    );
    let no = Visitor::filed(&filed);
    let mut clerk = house.staff("li.clerk", &[("cgss", "clerk"), ("cgss", "secretary")]);
    made(&moves(&mut clerk, &no, "accept", &[]));
    let lead = unit(house, lead);
    let assess = [("matter", matter), ("lane", "general"), ("unit", lead.as_str())];
    made(&moves(&mut clerk, &no, "assess", &assess));
    no
}

fn trail_holds(house: &House) {
    let broken = house.does(|work| {
        let office = work.office;
        xianban_domain::rooms::verify(office, work.tx, None)
    });
    assert!(broken.is_none(), "{}", broken.unwrap());
}

#[test]
fn a_company_is_abolished_and_its_open_orders_go_on_at_the_successor() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let mut handler = house.staff("qi.handler", &[("haiyue", "handler")]);
        let mut other = house.staff("ba.handler", &[("anhe", "handler")]);
        let no = led_by(house, &mut dispatcher, "haiyue", "property.gate");
        let path = format!("/c/appeals/{no}");
        made(&moves(&mut handler, &no, "acknowledge", &[]));
        assert_eq!(other.get(&path).status, StatusCode::NOT_FOUND);

        let mut admin = house.staff("he.admin", ADMIN);
        let close = "/c/organisation/units/haiyue/close";
        admin.get("/c/organisation/units/haiyue").says(&[close]);
        let seen = admin.get(close);
        seen.says(&["没办完的诉求", "1 件", "办理中 1", "在岗的人", "安和物业"]);
        seen.hides(&["崂山区住房"]);
        let nobody = admin.send(close, &[("successor", "cgss")]);
        nobody.holds(&["请选择由哪个单位接着办"]);
        admin.get(close);
        let closed = admin.send(close, &[("successor", "anhe")]);
        assert_eq!(closed.to, "/c/organisation/units/haiyue", "{}", closed.text);
        admin.get("/c/organisation/units/haiyue").says(&["已撤销", "撤销单位"]);
        admin.get("/c/organisation/units/anhe").says(&["移交单位", "演示-qi.handler"]);

        other.get("/c/inbox/handle").says(&["道闸坏了"]);
        other.get(&path).says(&["原单位撤销，由安和物业"]);
        handler.get(&path).says(&["道闸坏了"]);
        made(&moves(&mut other, &no, "complete", &[("words", "道闸修好了。")]));
        admin.get(close);
        let again = admin.send(close, &[("successor", "anhe")]);
        assert_eq!(again.to, "/c/organisation/units/haiyue", "{}", again.text);
        house.does(|work| {
            let home = "37/3702/370212/370212001/370212001901/cgss1/3/1/502";
            let path = PlacePath::parse(home).unwrap();
            let home = place_by_path(work.tx, &path)?.unwrap();
            let company = covering_unit(work.tx, &home, UnitKind::PropertyCompany)?.unwrap();
            assert_eq!(company.code, "anhe");
            assert!(unit_by_code(work.tx, LAOSHAN, "haiyue")?.unwrap().closed_at.is_some());
            Ok(())
        });
        trail_holds(house);
    });
}

#[test]
fn a_grid_is_redrawn_and_only_what_is_not_yet_given_out_follows() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let mut first = house.staff("yi.grid", &[("cgss-g01", "grid_worker")]);
        let mut second = house.staff("er.grid", &[("cgss-g02", "grid_worker")]);
        let no = led_by(house, &mut dispatcher, "cgss-g01", "disputes.neighbours");
        let path = format!("/c/appeals/{no}");
        let mut admin = house.staff("he.admin", ADMIN);
        let building = PlacePath::parse("37/3702/370212/370212001/370212001901/cgss1/3");
        let place = format!("/c/organisation/places/{}", building.unwrap().id());
        admin.get(&place).says(&["已经派出去的工单不动"]);
        let moved = admin.send(&place, &[("name", "3号楼"), ("grid", "cgss-g02"), ("seen", "0")]);
        assert_eq!(moved.to, place, "{}", moved.text);
        first.get(&path).says(&["道闸坏了"]);
        assert_eq!(second.get(&path).status, StatusCode::NOT_FOUND);

        let close = "/c/organisation/grids/cgss-g01/close";
        admin.get(close).says(&["没办完的诉求", "1 件", "第2网格"]);
        let closed = admin.send(close, &[("successor", "cgss-g02")]);
        assert_eq!(closed.to, "/c/organisation/grids/cgss-g01", "{}", closed.text);
        second.get(&path).says(&["道闸坏了", "由第2网格接着办"]);
        admin.get("/c/organisation/grids/cgss-g02").says(&["春光山色一期1号楼", "演示-yi.grid"]);
        trail_holds(house);
    });
}

#[test]
fn a_place_is_given_up_and_the_district_and_its_office_are_kept() {
    in_the_house(|house| {
        let mut admin = house.staff("he.admin", ADMIN);
        let building = PlacePath::parse("37/3702/370212/370212001/370212001901/cgss1/3");
        let id = building.unwrap().id();
        let close = format!("/c/organisation/places/{id}/close");
        admin.get(&close).says(&["停用春光山色一期3号楼", "已经提的照常办完"]);
        admin.send(&close, &[]);
        admin.get(&format!("/c/organisation/places/{id}")).says(&["已停用"]);
        house.guest().get(&format!("/ask/place?place={id}")).hides(&["1单元"]);
        admin.get("/c/organisation/units/platform").hides(&["/close"]);
        admin.get("/c/organisation/units/platform/close");
        let kept = admin.send("/c/organisation/units/platform/close", &[("successor", "x")]);
        kept.holds(&["不能撤销"]);
    });
}

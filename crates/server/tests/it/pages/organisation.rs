use axum::http::StatusCode;
use xianban_domain::organisation::{
    PlacePath, UnitKind, covering_unit, place_by_path, unit_by_code,
};
use xianban_testkit::office::LAOSHAN;

use super::in_the_house;

const ADMIN: &[(&str, &str)] = &[("platform", "system_admin")];
const COMMUNITY: &str = "37/3702/370212/370212001/370212001901";

#[test]
fn an_administrator_adds_a_unit_and_the_next_one_sees_who_did_it() {
    in_the_house(|house| {
        let mut admin = house.staff("he.admin", ADMIN);
        admin.get("/c").says(&["组织机构"]);
        admin.get("/c/organisation").says(&["春光山色社区", "20 个网格"]);
        admin.get("/c/organisation/units?superior=zhonghan").says(&["新增单位"]);
        let form = [("code", "haikou"), ("kind", "community"), ("name", "海口社区（演示）")];
        let wrong =
            admin.send("/c/organisation/units", &[&form[..], &[("superior", "nowhere")]].concat());
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.holds(&["上级单位“nowhere”不在", "海口社区（演示）"]);
        let made =
            admin.send("/c/organisation/units", &[&form[..], &[("superior", "zhonghan")]].concat());
        assert_eq!(made.to, "/c/organisation/units/haikou", "{}", made.text);
        let page = admin.get("/c/organisation/units/haikou");
        page.says(&["海口社区（演示）", "新增单位 海口社区（演示）（haikou）", "演示-he.admin"]);
        admin.get("/c/organisation/units");
        let twice =
            admin.send("/c/organisation/units", &[&form[..], &[("superior", "zhonghan")]].concat());
        twice.holds(&["已经有了，请换一个"]);
        admin.get("/c/organisation").says(&["海口社区（演示）", "新增单位"]);
    });
}

#[test]
fn the_second_of_two_administrators_keeps_what_he_typed() {
    in_the_house(|house| {
        let mut first = house.staff("he.admin", ADMIN);
        let mut second = house.staff("lin.admin", ADMIN);
        first.get("/c/organisation/units/haiyue").says(&["海岳物业（演示）"]);
        second.get("/c/organisation/units/haiyue");
        let form = |name| [("name", name), ("superior", "cgss"), ("seen", "0")];
        let saved = first.send("/c/organisation/units/haiyue", &form("海悦新物业"));
        assert_eq!(saved.to, "/c/organisation/units/haiyue", "{}", saved.text);
        let late = second.send("/c/organisation/units/haiyue", &form("海悦旧物业"));
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.holds(&["别人刚刚改过", "海悦旧物业"]);
        first.get("/c/organisation/units/haiyue").says(&["名称 海岳物业（演示） → 海悦新物业"]);
        house.does(|work| {
            let unit = unit_by_code(work.tx, LAOSHAN, "haiyue")?.unwrap();
            assert_eq!((unit.name.as_str(), unit.phone.as_str()), ("海悦新物业", "0532-00000301"));
            Ok(())
        });
    });
}

#[test]
fn a_building_is_added_and_moved_to_another_grid() {
    in_the_house(|house| {
        let mut admin = house.staff("he.admin", ADMIN);
        let estate = PlacePath::parse(&format!("{COMMUNITY}/cgss1")).unwrap();
        admin.get(&format!("/c/organisation/places/{}", estate.id())).says(&["新增楼栋"]);
        admin.get(&format!("/c/organisation/places?path={estate}")).says(&["第20网格"]);
        let path = estate.to_string();
        let form = [
            ("path", path.as_str()),
            ("code", "88"),
            ("name", "88号楼"),
            ("grid", "cgss-g01"),
            ("entrances", "1"),
            ("floors", "2"),
            ("doors", "2"),
        ];
        let made = admin.send("/c/organisation/places", &form);
        let building = estate.below("88").unwrap();
        assert_eq!(made.to, format!("/c/organisation/places/{}", building.id()), "{}", made.text);
        let page = admin.get(&made.to);
        page.says(&["春光山色一期88号楼1单元", "第1网格"]);
        let seen = page.between("name=\"seen\" value=\"", "\"");
        let form = [("name", "88号楼"), ("grid", "cgss-g02"), ("seen", seen.as_str())];
        assert_eq!(admin.send(&made.to, &form).to, made.to);
        admin.get(&made.to).says(&["网格 cgss-g01 → cgss-g02"]);
        house.does(move |work| {
            let home = place_by_path(work.tx, &building.below("1").unwrap().below("202").unwrap())?;
            let team = covering_unit(work.tx, &home.unwrap(), UnitKind::GridTeam)?;
            assert_eq!(team.unwrap().code, "cgss-g02");
            Ok(())
        });
    });
}

#[test]
fn the_team_of_a_grid_is_written_as_lines() {
    in_the_house(|house| {
        let mut admin = house.staff("he.admin", ADMIN);
        let page = admin.get("/c/organisation/grids/cgss-g07");
        page.says(&["春光山色社区第7网格", "演示-网格员07", "浮山后八小区9号楼"]);
        let form =
            [("name", "第7网格"), ("team", "网格员 演示-新网格员 0532-00000207"), ("seen", "0")];
        assert_eq!(
            admin.send("/c/organisation/grids/cgss-g07", &form).to,
            "/c/organisation/grids/cgss-g07"
        );
        admin.get("/c/organisation/grids/cgss-g07").says(&["演示-新网格员", "八大员"]);
        let form = [("name", "第7网格"), ("team", "宇航员 演示-新网格员"), ("seen", "1")];
        admin.send("/c/organisation/grids/cgss-g07", &form).holds(&["“宇航员”不是"]);
    });
}

#[test]
fn a_new_colleague_logs_in_with_the_password_shown_once() {
    in_the_house(|house| {
        let mut admin = house.staff("he.admin", ADMIN);
        admin.get("/c/organisation/people?unit=cgss").says(&["he.admin", "value=\"cgss\""]);
        let form =
            [("username", "xu.clerk"), ("name", "演示-许"), ("unit", "cgss"), ("role", "clerk")];
        let made = admin.send("/c/organisation/people", &form);
        made.says(&["账号 xu.clerk 建好了"]);
        let password = made.between("<b class=\"num\">", "</b>");
        let mut clerk = house.guest();
        clerk.get("/c/login");
        let came = clerk.send("/c/login", &[("account", "xu.clerk"), ("password", &password)]);
        assert_eq!(came.to, "/c", "{}", came.text);
        assert_eq!(clerk.get("/c/appeals").to, "/c/me");
        let page = "/c/organisation/people/xu.clerk";
        admin.get(page).says(&["春光山色社区 受理员"]);
        let ended = admin.send(&format!("{page}/dismiss"), &[("unit", "cgss"), ("role", "clerk")]);
        assert_eq!(ended.to, page);
        admin.get(page).says(&["没有岗位", "岗位 春光山色社区 受理员 → （空）"]);
        admin.send(&format!("{page}/password"), &[]).says(&["新密码："]);
        admin.get(page);
        admin.send(&format!("{page}/disable"), &[]);
        admin.get(page).says(&["已停用", "恢复账号"]);
        admin.get("/c/organisation/people/he.admin");
        let own = admin.send("/c/organisation/people/he.admin/disable", &[]);
        own.holds(&["这是您自己的账号"]);
    });
}

#[test]
fn an_upload_is_seen_before_it_is_made_so() {
    in_the_house(|house| {
        let mut admin = house.staff("he.admin", ADMIN);
        admin.get("/c/organisation/import").says(&["检查并预览"]);
        let body = |superior: &str| {
            let text = format!("code,kind,name,superior\nhaikou,社区,海口社区,{superior}\n");
            serde_json::json!([{ "name": "units.csv", "text": text }]).to_string()
        };
        let wrong = admin.send("/c/organisation/import", &[("body", &body("nowhere"))]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.holds(&["有 1 处不对，什么都没有写入", "units.csv 第 2 行：上级单位“nowhere”"]);
        admin.get("/c/organisation/import");
        let seen = admin.send("/c/organisation/import", &[("body", &body("zhonghan"))]);
        seen.says(&["新增单位 海口社区（haikou）", "确认导入"]);
        assert_eq!(admin.get("/c/organisation/units/haikou").status, StatusCode::NOT_FOUND);
        let digest = seen.between("name=\"digest\" value=\"", "\"");
        admin.get("/c/organisation/import");
        let agreed = [("body", body("zhonghan")), ("digest", digest)];
        let agreed = agreed.each_ref().map(|(name, value)| (*name, value.as_str()));
        admin.send("/c/organisation/import", &agreed).says(&["导入完成，改了 1 处"]);
        admin.get("/c/organisation/units/haikou").says(&["海口社区"]);
        admin.get("/c/organisation/import");
        admin.send("/c/organisation/import", &agreed).says(&["没有要改的"]);
    });
}

#[test]
fn whoever_is_no_administrator_finds_nothing_here() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c").hides(&["/c/organisation"]);
        for path in ["", "/import", "/people", "/units", "/units/cgss", "/people/wang.clerk"] {
            let path = format!("/c/organisation{path}");
            assert_eq!(clerk.get(&path).status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/units", "/units/cgss", "/people", "/people/wang.clerk", "/people/x/disable"]
        {
            let path = format!("/c/organisation{path}");
            let form = [("name", "x"), ("username", "ab"), ("code", "x"), ("kind", "community")];
            assert_eq!(clerk.send(&path, &form).status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

//! Whistles as the community drafts them, who is called refuses, and the street rules over it.

use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::{handled, made, unit};
use super::in_the_house;

const REASON: &str = "要几家一起到场";

/// Makes a move on a whistle at the version that its form carries.
fn acts(staff: &mut Visitor<'_>, page: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{page}/{step}");
    let version = staff.get(&path).between("name=\"version\" value=\"", "\"");
    staff.send(&path, &[&[("version", version.as_str())], fields].concat())
}

/// A whistle that waits for its secretary, over a matter of the community; its page.
fn drafted(house: &House, secretary: &mut Visitor<'_>) -> String {
    let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
    let no = handled(house, &mut dispatcher);
    let (city, company) = (unit(house, "zh_city"), unit(house, "haiyue"));
    secretary.get("/c/whistles/new");
    let sent = secretary.send(
        "/c/whistles/new",
        &[
            ("title", "楼道灯没人修"),
            ("appeals", no.as_str()),
            ("text", "社区没有维修资质。"),
            ("unit", city.as_str()),
            ("unit2", company.as_str()),
            ("minutes", "120"),
            ("reason", REASON),
        ],
    );
    made(&sent);
    sent.to.split('?').next().unwrap_or_default().to_owned()
}

#[test]
fn the_secretary_reads_why_the_duty_list_was_overridden_and_a_mended_draft_keeps_it() {
    in_the_house(|house| {
        let mut secretary = house.staff("yu.secretary", &[("cgss", "secretary")]);
        let page = drafted(house, &mut secretary);
        secretary.get(&page).says(&["越过职责清单的理由", REASON]);
        let form = secretary.json(&format!("{page}/change")).json();
        let fields = form["fields"].as_array().unwrap();
        let reason = fields.iter().find(|one| one["name"] == "reason").unwrap();
        assert_eq!(reason["value"], REASON);
        assert!(house.verifies());
    });
}

#[test]
fn whoever_rules_reads_why_a_unit_does_not_come() {
    in_the_house(|house| {
        let mut secretary = house.staff("yu.secretary", &[("cgss", "secretary")]);
        let page = drafted(house, &mut secretary);
        made(&acts(&mut secretary, &page, "blow", &[]));
        let mut city = house.staff("chen.city", &[("zh_city", "handler")]);
        let housing = unit(house, "zhonghan");
        let refused = [
            ("n", "1"),
            ("reason", "other_leads"),
            ("words", "灯归物业养护"),
            ("suggested", housing.as_str()),
        ];
        made(&acts(&mut city, &page, "refuse", &refused));
        let said = ["依照规定应由其他单位主办", "灯归物业养护", "中韩街道办事处"];
        let mut street = house.staff("lu.head", &[("zhonghan", "head")]);
        street.get(&page).says(&["它建议由谁来"]).says(&said);
        street.get(&format!("{page}/rule?n=1")).says(&["它认为不该来"]).says(&said);
        let ruled = [("n", "1"), ("comes", "yes"), ("words", "公共照明归城管")];
        made(&acts(&mut street, &page, "rule", &ruled));
        city.get(&page).says(&["应当来：公共照明归城管"]);
        let beside = secretary.get(&page);
        beside.says(&["依照规定应由其他单位主办"]).hides(&["撤回吹哨"]);
        assert!(house.verifies());
    });
}

#[test]
fn a_whistle_is_found_by_its_words_and_its_number_by_whoever_may_read_it() {
    in_the_house(|house| {
        let mut secretary = house.staff("yu.secretary", &[("cgss", "secretary")]);
        let page = drafted(house, &mut secretary);
        let no = page.rsplit('/').next().unwrap().to_owned();
        // 楼道灯没人修; 维修资质 stands in its text only.
        for words in ["%E6%B2%A1%E4%BA%BA%E4%BF%AE", "%E7%BB%B4%E4%BF%AE%E8%B5%84%E8%B4%A8", &no] {
            let found = secretary.get(&format!("/c/appeals?q={words}"));
            found
                .says(&["吹哨单", "楼道灯没人修", "春光山色社区"])
                .holds(&[&format!("href=\"{page}\"")]);
            let rows = secretary.json(&format!("/c/appeals?q={words}")).json();
            assert_eq!(rows["elsewhere"][0]["rows"][0]["no"], no.as_str());
        }
        let mut leader = house.staff("he.leader", &[("laoshan", "leader")]);
        leader.get("/c/appeals?q=%E6%B2%A1%E4%BA%BA%E4%BF%AE").says(&["楼道灯没人修"]);
        let mut elsewhere = house.staff("lin.elsewhere", &[("zh_party", "handler")]);
        for words in ["%E6%B2%A1%E4%BA%BA%E4%BF%AE", &no] {
            let nothing = elsewhere.get(&format!("/c/appeals?q={words}"));
            nothing.says(&["没有找到"]).hides(&[&page, "吹哨单"]);
        }
    });
}

#[test]
fn the_list_on_paper_says_its_filters_and_has_every_row() {
    in_the_house(|house| {
        let mut secretary = house.staff("yu.secretary", &[("cgss", "secretary")]);
        let page = drafted(house, &mut secretary);
        made(&acts(&mut secretary, &page, "blow", &[]));
        let city = unit(house, "zh_city");
        let elsewhere = unit(house, "zh_civil");
        let path = format!("/c/whistles?from=2026-11-01&until=2026-11-30&unit={city}");
        secretary.get(&path).says(&["楼道灯没人修", "起草从 2026-11-01", "有关单位："]);
        let paper = secretary.get(&format!("{path}&paper=1"));
        paper.says(&[
            "办结的也在内",
            "起草从 2026-11-01",
            "到 2026-11-30",
            "共 1 行",
            "楼道灯没人修",
        ]);
        paper.hides(&["还有更多没有列出", "下一页"]);
        let other = format!("/c/whistles?from=2026-11-01&unit={elsewhere}");
        secretary.get(&other).says(&["这段时间没有吹哨"]).hides(&["楼道灯没人修"]);
    });
}

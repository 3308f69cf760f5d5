//! Praise as residents give it, take it back and read it on the wall.

use axum::http::StatusCode;
use xianban_domain::office::Work;
use xianban_domain::organisation::{
    CodePurpose, PlacePath, code_for, place_by_path, platform_office,
};
use xianban_domain::praise;
use xianban_kernel::{Actor, Post, Problem, Role, Staff, StaffId};
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::photos::taken;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::{PHONE, handled, made, moves, unit};
use super::in_the_house;

const NEIGHBOUR: &str = "13800006622";
const WORDS: &str = "三单元的灯当天就换好了，还帮我扫了台阶。";
const ERASED: &str = "内容已按您的要求删除";

/// The number of the praise that a form has just given.
fn no(given: &Answer) -> String {
    let no = given.to.strip_prefix("/praises/").and_then(|no| no.strip_suffix("?did=given"));
    no.unwrap_or_else(|| panic!("nothing given: {} {}", given.status, given.text)).to_owned()
}

/// Somebody's praise of the community, with these fields beside.
fn given(house: &House, resident: &mut Visitor<'_>, fields: &[(&str, &str)]) -> String {
    let community = unit(house, "cgss");
    resident.get("/praises/new").says(&["要感谢谁", "<optgroup label=\"社区\">"]);
    let all = [&[("unit", community.as_str()), ("text", WORDS)], fields].concat();
    no(&resident.send("/praises/new", &all))
}

/// Does something as a reviewer of the platform office.
fn reviews<T: Send + 'static>(
    house: &House,
    verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
) -> T {
    house.does(move |work| {
        let office = platform_office(work.tx, LAOSHAN)?.id;
        let posts = [Post { unit: office, role: Role::new("reviewer") }];
        let staff = Staff::new(StaffId::new(7), "审核员", posts.into());
        let cx = work.cx.acting_as(Actor::Staff(staff));
        verb(&mut Work::new(work.tx, &cx, work.office))
    })
}

fn published(house: &House, no: &str) {
    house.pass(1);
    let no = no.to_owned();
    reviews(house, move |work| {
        let seen = praise::by_no(work, &no)?.version;
        praise::publish(work, &no, seen, None)
    });
}

/// A closed matter of the resident's own.
fn closed(house: &House) -> String {
    let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
    let no = handled(house, &mut dispatcher);
    let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
    let mut reviewer = house.staff("zhao.review", &[("platform", "reviewer")]);
    made(&moves(&mut handler, &no, "acknowledge", &[]));
    made(&moves(&mut handler, &no, "complete", &[("words", "三单元的灯都换好了。")]));
    made(&moves(&mut reviewer, &no, "release", &[]));
    no
}

#[test]
fn a_resident_thanks_for_what_was_done_and_finds_it_waiting() {
    in_the_house(|house| {
        let appeal = closed(house);
        let mut resident = house.resident(PHONE);
        let form = format!("/praises/new?appeal={appeal}");
        resident.get(&format!("/appeals/{appeal}")).says(&["送锦旗", &form]);
        resident.get(&form).says(&["春光山色社区", "type=\"radio\" name=\"unit\""]);
        let community = unit(house, "cgss");
        let typed = [
            ("appeal", appeal.as_str()),
            ("unit", community.as_str()),
            ("ready", "心系居民 热情服务"),
            ("text", WORDS),
            ("whom", "修灯的师傅"),
        ];
        let photo = taken([180, 90, 60]);
        let sent = resident.send_photos("/praises/new", &typed, &[("灯.jpg", &photo)]);
        let no = no(&sent);
        let page = resident.follows(&sent);
        page.says(&["表扬已经收到，编号", &no, "待审核", "前审核，通过后转达给", WORDS]);
        page.holds(&["心系居民", "修灯的师傅", "不放，只转达", &format!("诉求 {appeal}")]);
        let thumb = page.between("<img src=\"", "\"");
        resident.get(&thumb).says(&["JFIF"]);
        resident.get("/my/praises").says(&[&no, "待审核", "心系居民 热情服务"]);
        resident.get("/me").says(&["/my/praises"]);
        let mut neighbour = house.resident(NEIGHBOUR);
        for path in [&format!("/praises/{no}"), &thumb, &form] {
            assert_eq!(neighbour.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        neighbour.get("/my/praises").says(&["还没有送过表扬"]).hides(&[&no]);
        let mut guest = house.guest();
        assert!(guest.get(&format!("/praises/{no}")).to.starts_with("/login?next="));
        assert!(guest.get(&form).to.starts_with("/login?next="));
        assert_eq!(guest.json(&format!("/praises/{no}")).status, StatusCode::NOT_FOUND);
        house.guest().get("/praises").says(&["墙上还没有表扬"]).hides(&[WORDS]);
        assert!(house.verifies());
    });
}

#[test]
fn the_wall_names_nobody_who_did_not_sign_and_counts_nobody() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        let lamp = given(house, &mut resident, &[("public", "1"), ("banner", "光明使者")]);
        let signed = [("public", "1"), ("signed", "于大爷"), ("ready", "尽职尽责 排忧解难")];
        let named = given(house, &mut resident, &signed);
        let quiet = given(house, &mut resident, &[("banner", "只给您看")]);
        for no in [&lamp, &named, &quiet] {
            published(house, no);
        }
        let wall = house.guest().get("/praises");
        wall.says(&["光明使者", "尽职尽责", "一位居民", "于大爷", "赠</b> 春光山色社区"]);
        wall.hides(&["只给您看", PHONE, "138****"]);
        assert_eq!(wall.header("cache-control"), "public, max-age=60");
        assert!(wall.text.find("尽职尽责") < wall.text.find("光明使者"), "newest first");
        house.guest().get(&format!("/praises/{lamp}")).says(&[WORDS, "一位居民"]).hides(&["撤回"]);
        let found = house.guest().get("/praises?q=%E5%85%89%E6%98%8E%E4%BD%BF%E8%80%85");
        found.says(&["光明使者"]).hides(&["于大爷"]);
        house.guest().get("/praises?q=%E5%8F%AA%E7%BB%99").says(&["没有找到“只给”"]);
        let json = house.guest().json("/praises").json();
        assert_eq!(json["praises"].as_array().unwrap().len(), 2);
        let mut numbers = Vec::new();
        let mut rest = vec![&json];
        while let Some(value) = rest.pop() {
            match value {
                serde_json::Value::Number(number) => numbers.push(number),
                serde_json::Value::Array(values) => rest.extend(values),
                serde_json::Value::Object(fields) => rest.extend(fields.values()),
                _ => {}
            }
        }
        assert!(numbers.is_empty(), "{numbers:?}");
        resident.get(&format!("/praises/{quiet}")).says(&["已转达", "没有放到表扬墙上"]);
        resident.get("/my/notices").says(&[&format!("/praises/{named}")]);
    });
}

#[test]
fn what_is_taken_back_is_gone_and_what_is_erased_stands_nowhere() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        resident.get("/praises/new");
        let community = unit(house, "cgss");
        let typed = [("unit", community.as_str()), ("text", WORDS), ("public", "1")];
        let photo = taken([180, 90, 60]);
        let no = no(&resident.send_photos("/praises/new", &typed, &[("灯.jpg", &photo)]));
        published(house, &no);
        let path = format!("/praises/{no}");
        let thumb = house.guest().get("/praises").says(&[WORDS]).between("<img src=\"", "\"");
        house.guest().get(&thumb).says(&["JFIF"]);
        let mut neighbour = house.resident(NEIGHBOUR);
        for step in ["withdraw", "erase"] {
            neighbour.get("/praises/new");
            let others = neighbour.send(&format!("{path}/{step}"), &[]);
            assert_eq!(others.status, StatusCode::NOT_FOUND, "{step}");
        }
        resident
            .get(&path)
            .says(&["撤回后，被感谢的人和邻居都看不到", "删除后，文字和照片永远找不回来"]);
        let back = resident.send(&format!("{path}/withdraw"), &[]);
        resident.follows(&back).says(&["表扬已经撤回", "已撤回", WORDS]).hides(&["撤回这份表扬"]);
        house.guest().get("/praises").hides(&[WORDS]);
        assert_eq!(house.guest().get(&thumb).status, StatusCode::NOT_FOUND);
        assert_eq!(neighbour.get(&path).status, StatusCode::NOT_FOUND);
        let gone = resident.send(&format!("{path}/erase"), &[]);
        resident.follows(&gone).says(&["已经删除", ERASED]).hides(&[WORDS, "<img", "/erase"]);
        resident.get("/my/praises").says(&[ERASED, &no]).hides(&[WORDS]);
        assert_eq!(resident.get(&thumb).status, StatusCode::NOT_FOUND);
        assert!(house.verifies());
    });
}

#[test]
fn a_refusal_says_why_and_a_mistake_loses_nothing() {
    in_the_house(|house| {
        let mut resident = house.resident(PHONE);
        resident.get("/praises/new");
        let long = "好".repeat(25);
        let typed =
            [("text", WORDS), ("banner", long.as_str()), ("signed", "于大爷"), ("public", "1")];
        let photo = taken([180, 90, 60]);
        let back = resident.send_photos("/praises/new", &typed, &[("灯.jpg", &photo)]);
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        back.holds(&["请选要感谢的单位", "锦旗上写了 25 个字", "href=\"#f-unit\""]);
        back.holds(&[
            WORDS,
            &long,
            "value=\"于大爷\"",
            "name=\"public\" value=\"1\" checked",
            "<img src=",
        ]);
        let id = back.between("name=\"photo\" value=\"", "\"");
        let no = given(house, &mut resident, &[("photo", &id)]);
        resident.get(&format!("/praises/{no}")).says(&["<img src="]);
        house.pass(1);
        let of = no.clone();
        reviews(house, move |work| {
            let seen = praise::by_no(work, &of)?.version;
            let words = "请去掉门牌号。".to_owned();
            praise::refuse(work, &of, seen, &praise::Refusal { reason: "privacy".into(), words })
        });
        let page = resident.get(&format!("/praises/{no}"));
        page.says(&["没有通过", "写了别人的隐私", "请去掉门牌号。"]).hides(&["撤回这份表扬"]);
        for _ in 0..4 {
            given(house, &mut resident, &[]);
        }
        let community = unit(house, "cgss");
        resident.get("/praises/new");
        let sixth = [("unit", community.as_str()), ("text", "第六份也要谢谢您。")];
        let refused = resident.send("/praises/new", &sixth);
        refused.holds(&["今天已经送了 5 份表扬", "第六份也要谢谢您。"]);
        assert_ne!(refused.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_code_on_the_wall_offers_those_who_work_there() {
    in_the_house(|house| {
        let code = house.does(|work| {
            let path = PlacePath::parse("37/3702/370212/370212001/370212001901/cgss1");
            let place = place_by_path(work.tx, &path.expect("a path"))?.ok_or(Problem::NotFound)?;
            code_for(work.tx, place.id, CodePurpose::File, work.cx.at)
        });
        let scanned = house.guest().get(&format!("/q/{code}"));
        scanned.says(&["想谢谢社区、网格员或物业"]);
        let form = format!("/praises/new?place={}", scanned.between("/praises/new?place=", "\""));
        let mut resident = house.resident(PHONE);
        let page = resident.get(&form);
        page.says(&["<small>社区</small>", "<small>网格</small>", "<small>物业公司</small>"]);
        page.hides(&["<select", "<small>街道"]);
        let place = form.rsplit('=').next().unwrap_or_default().to_owned();
        let street = unit(house, "zhonghan");
        let others = [("place", place.as_str()), ("unit", street.as_str()), ("text", WORDS)];
        resident.send("/praises/new", &others).holds(&["请选要感谢的单位", WORDS]);
        let team = unit(house, "cgss-g01");
        let own = [("place", place.as_str()), ("unit", team.as_str()), ("text", WORDS)];
        no(&resident.send("/praises/new", &own));
        house.guest().get("/").says(&["表扬墙", "href=\"/praises\""]);
        resident.get("/praises/new?place=x").says(&["<select"]);
        resident.get("/praises/new?place=7").says(&["二维码上的地点已经停用", "<select"]);
    });
}

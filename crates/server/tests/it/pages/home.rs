//! The first page of residents, and what was done, as everybody reads it.

use axum::http::StatusCode;
use xianban_domain::appeals::{ErasureGround, erase};
use xianban_domain::organisation::PlacePath;
use xianban_domain::teams;
use xianban_testkit::photos::taken;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::{PHONE, handled, made, moves, unit};
use super::in_the_house;

const BUILDING: &str = "37/3702/370212/370212001/370212001901/fsh8/9";
const TITLE: &str = "2单元501室门口的灯坏了，于大爷说的";
const REPLY: &str = "灯换好了，有事打 13800138000。";
const NEIGHBOUR: &str = "13800006622";

struct Desk<'h> {
    house: &'h House,
    dispatcher: Visitor<'h>,
    handler: Visitor<'h>,
    reviewer: Visitor<'h>,
}

impl<'h> Desk<'h> {
    fn of(house: &'h House) -> Self {
        Self {
            house,
            dispatcher: house.staff("sun.dispatch", &[("platform", "dispatcher")]),
            handler: house.staff("li.handler", &[("cgss", "handler")]),
            reviewer: house.staff("zhao.review", &[("platform", "reviewer")]),
        }
    }

    /// A matter with a photo, answered with a photo.
    fn answered(&mut self, resident: &mut Visitor<'_>, consent: bool) -> String {
        let place = PlacePath::parse(BUILDING).unwrap().id().to_string();
        resident.get("/ask/livelihood");
        let mut typed = vec![
            ("category", "property"),
            ("text", TITLE),
            ("place", place.as_str()),
            ("name", "于大爷"),
        ];
        if consent {
            typed.push(("consent", "1"));
        }
        let photo = taken([180, 90, 60]);
        let filed = resident.send_photos("/ask/livelihood", &typed, &[("灯.jpg", &photo)]);
        let no = Visitor::filed(&filed);
        made(&moves(&mut self.dispatcher, &no, "accept", &[]));
        let community = unit(self.house, "cgss");
        let assess = [
            ("matter", "other.advice"),
            ("lane", "general"),
            ("unit", community.as_str()),
            ("risk", "low"),
            ("jurisdiction", "own"),
        ];
        made(&moves(&mut self.dispatcher, &no, "assess", &assess));
        made(&moves(&mut self.handler, &no, "acknowledge", &[]));
        let path = format!("/c/appeals/{no}/complete");
        let version = self.handler.get(&path).between("name=\"version\" value=\"", "\"");
        let fields = [("version", version.as_str()), ("words", REPLY)];
        let photo = taken([70, 140, 80]);
        made(&self.handler.send_photos(&path, &fields, &[("好了.jpg", &photo)]));
        made(&moves(&mut self.reviewer, &no, "release", &[]));
        no
    }

    /// The same, closed by a rating of its own.
    fn closed(&mut self, resident: &mut Visitor<'_>, consent: bool) -> String {
        let no = self.answered(resident, consent);
        let rate = format!("/appeals/{no}/rate");
        resident.get(&rate);
        made(&resident.send(&rate, &[("solved", "yes"), ("grade", "5")]));
        no
    }
}

/// The small pictures on a page.
fn thumbs(page: &Answer) -> Vec<String> {
    let parts = page.text.split("<img src=\"").skip(1);
    parts.filter_map(|part| part.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn a_stranger_finds_the_community_and_every_way_in() {
    in_the_house(|house| {
        let mut guest = house.guest();
        let page = guest.get("/");
        page.says(&["民生诉求", "发展诉求", "拍照就报", "查进度", "找网格员", "表扬墙"]);
        page.says(&["身边办成的事", "打给社区"]);
        page.hides(&["轮到您了", "正在办", "条未读", "我的网格员"]);
        guest.get("/done").says(&["还没有可以公开的"]);
        let same = guest.json("/").json();
        assert_eq!(same["turns"].as_array().map(Vec::len), Some(0));
        assert!(same["notices"].is_null() && same["helper"].is_null());
    });
}

#[test]
fn a_resident_reads_first_what_waits_for_him_then_what_goes_on() {
    in_the_house(|house| {
        let mut desk = Desk::of(house);
        house.does(teams::form);
        let mut resident = house.resident(PHONE);
        let no = desk.answered(&mut resident, false);
        let going = handled(house, &mut desk.dispatcher);
        let page = resident.get("/");
        page.says(&["轮到您了", "看答复，去评价", "正在办", "全部 2 件", "编号"]);
        page.says(&["我的网格员", "演示-网格员07", "条未读"]);
        let at = |word: &str| page.text.find(word).unwrap_or_else(|| panic!("no {word}"));
        assert!(at(&format!("href=\"/appeals/{no}\"")) < at(&going), "his turn comes first");
        let same = resident.json("/").json();
        assert_eq!(same["turns"][0]["code"], "rate");
        assert_eq!(same["cases"][0]["no"], going.as_str());
        assert_eq!(same["open_count"], 2);
        let rate = format!("/appeals/{no}/rate");
        resident.get(&rate);
        made(&resident.send(&rate, &[("solved", "yes"), ("grade", "4")]));
        resident.get("/").says(&["全部 1 件"]).hides(&["轮到您了"]);
        house.resident(NEIGHBOUR).get("/").hides(&[&no, &going, "正在办"]);
    });
}

#[test]
fn what_was_done_is_read_by_everybody_without_name_phone_and_door() {
    in_the_house(|house| {
        let mut desk = Desk::of(house);
        let mut resident = house.resident(PHONE);
        let no = desk.answered(&mut resident, true);
        let mut guest = house.guest();
        let story = format!("/done/{no}");
        assert_eq!(guest.get(&story).status, StatusCode::NOT_FOUND, "not before it is closed");
        let rate = format!("/appeals/{no}/rate");
        resident.get(&rate);
        made(&resident.send(&rate, &[("solved", "yes"), ("grade", "5")]));
        let private = ["于大爷", "501室", "13800138000", PHONE];
        let home = guest.get("/");
        home.says(&["门口的灯坏了", "当天办好"]).holds(&["loading=\"lazy\""]).hides(&private);
        let list = guest.get("/done");
        list.says(&["门口的灯坏了"]).holds(&[&format!("href=\"{story}\"")]).hides(&private);
        let page = guest.get(&story);
        page.says(&["办理前", "办理后", "灯换好了", "居民评了 5 星", "我也有类似问题"]);
        page.holds(&["href=\"/ask/livelihood\""]).hides(&private);
        assert_eq!(thumbs(&page).len(), 2);
        for picture in thumbs(&page) {
            assert_eq!(guest.get(&picture).status, StatusCode::OK, "{picture}");
        }
        let same = guest.json(&story).json();
        assert_eq!(same["before"].as_array().map(Vec::len), Some(1));
        assert!(same["reply"].as_str().is_some_and(|reply| !reply.contains("13800138000")));
        assert!(house.verifies());
    });
}

#[test]
fn what_its_applicant_keeps_private_or_had_erased_is_shown_to_nobody() {
    in_the_house(|house| {
        let mut desk = Desk::of(house);
        let mut resident = house.resident(PHONE);
        let private = desk.closed(&mut resident, false);
        let public = desk.closed(&mut resident, true);
        let mut guest = house.guest();
        guest.get("/done").holds(&[&public]).hides(&[&private]);
        let own = resident.get(&format!("/appeals/{private}"));
        for picture in thumbs(&own) {
            assert_eq!(guest.get(&picture).status, StatusCode::NOT_FOUND, "{picture}");
        }
        let pictures = thumbs(&guest.get(&format!("/done/{public}")));
        let erased = public.clone();
        house.does(move |work| erase(work, &erased, ErasureGround::ConsentWithdrawn));
        for page in ["/", "/done"] {
            guest.get(page).hides(&[&public, &private, "内容已按"]);
        }
        for gone in pictures.into_iter().chain([format!("/done/{public}")]) {
            assert_eq!(guest.get(&gone).status, StatusCode::NOT_FOUND, "{gone}");
        }
        assert!(house.verifies());
    });
}

#[test]
fn an_invitation_is_the_turn_of_who_was_invited() {
    in_the_house(|house| {
        let mut neighbour = house.resident(NEIGHBOUR);
        let mut desk = Desk::of(house);
        let appeal = handled(house, &mut desk.dispatcher);
        let mut secretary = house.staff("liu.secretary", &[("cgss", "secretary")]);
        secretary.get(&format!("/c/consultations/new?appeals={appeal}"));
        let fields = [
            ("appeals", appeal.as_str()),
            ("title", "楼道灯怎么管"),
            ("agenda", "灯坏了谁来修"),
            ("time", "2026-11-23T10:30"),
            ("place", "社区二楼会议室"),
            ("estate_secretary", "李建国"),
            ("property", "赵经理"),
            ("resident", "王秀兰 13800006622"),
        ];
        made(&secretary.send("/c/consultations/new", &fields));
        let page = neighbour.get("/");
        page.says(&["轮到您了", "楼道灯怎么管", "到社区二楼会议室参加协商", "看安排"]);
        let href = neighbour.json("/").json()["turns"][0]["href"].as_str().unwrap().to_owned();
        neighbour.get(&href).says(&["楼道灯怎么管"]);
        house.resident(PHONE).get("/").hides(&["楼道灯怎么管"]);
    });
}

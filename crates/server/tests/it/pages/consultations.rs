//! Grid consultations as the secretary runs them and as guests without an account take part.

use axum::http::StatusCode;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::{handled, made};
use super::in_the_house;

const NEIGHBOUR: &str = "13800006622";

/// Makes a move on a consultation at the version that its form carries.
fn moves(staff: &mut Visitor<'_>, no: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/c/consultations/{no}/{step}");
    let version = staff.get(&path).between("name=\"version\" value=\"", "\"");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    staff.send(&path, &all)
}

fn secretary(house: &House) -> Visitor<'_> {
    house.staff("liu.secretary", &[("cgss", "secretary")])
}

/// The secretary calls people together over a matter; its number and the matter's.
fn called(house: &House, secretary: &mut Visitor<'_>) -> (String, String) {
    let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
    let appeal = handled(house, &mut dispatcher);
    let form = format!("/c/consultations/new?appeals={appeal}");
    secretary.get(&form).says(&[&appeal, "召集网格协商", "居民代表"]);
    let fields = [
        ("appeals", appeal.as_str()),
        ("title", "楼道灯怎么管"),
        ("agenda", "灯坏了谁来修"),
        ("time", "2026-11-23T10:30"),
        ("place", "社区二楼会议室"),
        ("estate_secretary", "李建国"),
        ("property", "赵经理"),
    ];
    let bad = [&fields[..], &[("resident", "王秀兰 1380000662")]].concat();
    secretary.send("/c/consultations/new", &bad).holds(&["的手机号", "王秀兰 1380000662"]);
    let good = [&fields[..], &[("resident", "王秀兰 13800006622")]].concat();
    let sent = secretary.send("/c/consultations/new", &good);
    made(&sent);
    let no = sent.to.strip_prefix("/c/consultations/").and_then(|to| to.split('?').next());
    let no = no.unwrap_or_default().to_owned();
    secretary.follows(&sent).says(&["已经召集", "楼道灯怎么管", "王秀兰", "已召集"]);
    (no, appeal)
}

/// The address on the first guest's card.
fn card(secretary: &mut Visitor<'_>, no: &str) -> (String, String) {
    let sheet = format!("/c/consultations/{no}/sheet");
    secretary.get(&sheet).says(&["参会码", "王秀兰", "<svg"]);
    let sheet = secretary.json(&sheet).json();
    let url = sheet["codes"][0]["url"].as_str().unwrap_or_default().to_owned();
    let at = url.find("/consultations/").unwrap();
    let code = url.rsplit('=').next().unwrap_or_default().to_owned();
    (url.get(at..).unwrap_or_default().to_owned(), code)
}

/// Three came, the minutes are written.
fn written(house: &House, secretary: &mut Visitor<'_>, no: &str) {
    house.pass(40);
    made(&moves(secretary, no, "sign_in", &[("n", "1"), ("n", "2"), ("n", "3")]));
    made(&moves(secretary, no, "begin", &[]));
    made(&moves(secretary, no, "state", &[("by", "1"), ("words", "老人晚上看不见。")]));
    made(&moves(secretary, no, "propose", &[("by", "3"), ("words", "换成声控灯。")]));
    let heads = [("proposal", "1"), ("approve", "2"), ("oppose", "1")];
    made(&moves(secretary, no, "count", &heads));
    let path = format!("/c/consultations/{no}");
    secretary.get(&path).says(&["赞成 2 人，反对 1 人", "不是表决", "代签"]);
    secretary.get(&format!("{path}/write")).says(&["王秀兰（居民代表）：老人晚上看不见。"]);
    let minutes = [
        ("words", "王秀兰说晚上看不见，赵经理答应换灯。"),
        ("decision", "agreed"),
        ("what1", "换声控灯"),
        ("who1", "3"),
        ("due1", "2026-11-30T18:00"),
    ];
    made(&moves(secretary, no, "write", &minutes));
}

#[test]
fn a_guest_opens_his_page_by_his_code_and_signs_in() {
    in_the_house(|house| {
        let mut secretary = secretary(house);
        let (no, appeal) = called(house, &mut secretary);
        let (page, code) = card(&mut secretary, &no);
        let mut guest = house.guest();
        let early = guest.get(&page);
        early.says(&["楼道灯怎么管", "起在这里签到", "王秀兰（居民代表）", "物业企业"]);
        early.hides(&[&appeal, "李建国", "于大爷", "我到了，签到"]);
        let calendar = guest.get(&page.replace("?code", "/calendar.ics?code"));
        calendar.says(&["BEGIN:VCALENDAR", "20261123T023000Z"]);
        assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
        let path = format!("/consultations/{no}");
        let wrong = house.guest().get(&format!("{path}?code=22223333"));
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
        assert!(house.guest().get(&path).to.starts_with("/login?next="));
        assert_eq!(house.guest().json(&path).status, StatusCode::NOT_FOUND);
        house.pass(40);
        guest.get(&page).says(&["我到了，签到"]);
        let signed = guest.send(&format!("{path}/sign_in"), &[("code", &code)]);
        guest.follows(&signed).says(&["签到成功", "您已签到"]).hides(&["我到了，签到"]);
        let mut neighbour = house.resident(NEIGHBOUR);
        neighbour.get(&path).says(&["楼道灯怎么管", "您已签到"]);
        secretary.get(&format!("/c/consultations/{no}")).says(&["到会 1 / 请了 3"]);
        secretary.get("/c/consultations").says(&["楼道灯怎么管", "1 / 3"]);
        secretary.get("/c/inbox/hold_consultation").says(&["楼道灯怎么管"]);
        secretary.get(&format!("/c/appeals/{appeal}")).says(&["网格协商：楼道灯怎么管"]);
        assert!(house.verifies());
    });
}

#[test]
fn minutes_are_answered_reviewed_by_another_and_read_without_names() {
    in_the_house(|house| {
        let mut secretary = secretary(house);
        let (no, appeal) = called(house, &mut secretary);
        let (page, code) = card(&mut secretary, &no);
        written(house, &mut secretary, &no);
        let (path, own) = (format!("/consultations/{no}"), format!("/c/consultations/{no}"));
        let mut guest = house.guest();
        guest.get(&page).says(&["换声控灯", "未回复", "我有不同意见"]).hides(&["赵经理"]);
        let send = format!("{path}/answer");
        let empty = guest.send(&send, &[("code", &code), ("reply", "object"), ("words", " ")]);
        empty.holds(&["请写您不同意纪要里的什么"]);
        guest.get(&page);
        let object = [("code", code.as_str()), ("reply", "object"), ("words", "没写什么时候。")];
        let objected = guest.send(&send, &object);
        guest.follows(&objected).says(&["您的意见已经记下", "有异议", "没写什么时候。"]);
        secretary.get(&own).says(&["附：异议", "没写什么时候。", "未回复"]);
        for n in ["2", "3"] {
            made(&moves(&mut secretary, &no, "answer", &[("n", n), ("reply", "confirm")]));
        }
        secretary.get(&own).says(&["纪要待审核"]).hides(&["/publish\""]);
        assert_eq!(house.guest().json(&path).status, StatusCode::NOT_FOUND);
        let mut head = house.staff("zhang.head", &[("zhonghan", "head")]);
        head.get("/c/inbox/review_minutes").says(&["楼道灯怎么管"]);
        made(&moves(&mut head, &no, "publish", &[("public", "yes")]));
        let public = house.guest().get(&path);
        public.says(&["楼道灯怎么管", "换声控灯", "1 条异议"]);
        public.hides(&["王秀兰", "赵经理", "没写什么时候。", &appeal, "我确认"]);
        let settled = [("agreement", "1"), ("kept", "yes"), ("words", "灯换好了。")];
        made(&moves(&mut secretary, &no, "settle", &settled));
        secretary.get(&own).says(&["已办结", "已落实", "灯换好了。"]);
        assert!(house.verifies());
    });
}

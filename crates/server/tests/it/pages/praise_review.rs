//! Praise at the desk: who reviews it, whom it reaches, what nobody learns of who gave it.

use axum::http::StatusCode;
use xianban_domain::identity::record_person;
use xianban_domain::office::Work;
use xianban_domain::organisation::unit_by_code;
use xianban_domain::praise::{self, Give};
use xianban_kernel::{Actor, Problem};
use xianban_testkit::office::LAOSHAN;
use xianban_testkit::visits::{Answer, House, Visitor};

use super::depth::made;
use super::in_the_house;

const PHONE: &str = "13800006621";
const WORDS: &str = "老人半夜下楼看不见，当天就把声控灯换好了。";
const BANNER: &str = "热心为民 邻里贴心人";
const QUEUE: &str = "/c/inbox/review_praise";

fn thanks() -> Give {
    Give {
        whom: "大高个的李师傅".to_owned(),
        banner: BANNER.to_owned(),
        text: WORDS.to_owned(),
        public: true,
        ..Give::default()
    }
}

/// The number of what a resident with [`PHONE`] gave to a unit, and his mark.
fn given(house: &House, unit: &'static str, form: Give) -> (String, String) {
    house.does(move |work| {
        let unit = unit_by_code(work.tx, LAOSHAN, unit)?.ok_or(Problem::NotFound)?.id;
        let person = record_person(work, &PHONE.parse().expect("a phone"), None)?;
        let cx = work.cx.acting_as(Actor::Resident(person));
        let form = Give { unit: Some(unit), ..form.clone() };
        let praise = praise::give(&mut Work::new(work.tx, &cx, work.office), &form)?;
        Ok((praise.no, praise.giver))
    })
}

fn reviewer<'a>(house: &'a House, name: &str) -> Visitor<'a> {
    house.staff(name, &[("platform", "reviewer")])
}

/// Sends a form of the praise's page, as it stands there now.
fn sends(staff: &mut Visitor<'_>, no: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/c/praises/{no}");
    let seen = staff.get(&path).between("name=\"seen\" value=\"", "\"");
    let fields = [&[("seen", seen.as_str())], fields].concat();
    staff.send(&format!("{path}/{verb}"), &fields)
}

/// The code of the person whom the form offers under this name.
fn offered(page: &Answer, name: &str) -> String {
    let (before, _) = page.text.split_once(&format!(">{name}<")).expect("he is offered");
    let (_, code) = before.rsplit_once("<option value=\"").expect("an answer");
    code.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn what_the_reviewer_passes_on_reaches_the_praised_and_their_unit() {
    in_the_house(|house| {
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let mut secretary = house.staff("su.secretary", &[("cgss", "secretary")]);
        let mut other = house.staff("qi.party", &[("zh_party", "handler")]);
        let (no, _) = given(house, "cgss", thanks());
        let path = format!("/c/praises/{no}");
        handler.get("/c").hides(&["收到的表扬"]);
        assert_eq!(handler.get(&path).status, StatusCode::NOT_FOUND, "before its review");

        let mut reviewer = reviewer(house, "zhao.review");
        reviewer.get("/c").says(&["待审表扬", BANNER, &path]);
        let queue = reviewer.get(QUEUE);
        queue.says(&[BANNER, &path, "时限"]).hides(&["五类清单", "name=\"kind\""]);
        reviewer.get(&format!("{QUEUE}/table.csv")).says(&[&no, BANNER]);
        let page = reviewer.get(&path);
        page.says(&[WORDS, "大高个的李师傅", "不指定个人", "也会放上表扬墙", "核实不到这件事"]);
        let person = offered(&page, "演示-li.handler");
        let passed = sends(&mut reviewer, &no, "publish", &[("person", &person)]);
        made(&passed);
        let shown = reviewer.follows(&passed);
        shown.says(&["已通过，转达给", "演示-li.handler", "撤下"]).hides(&["不指定个人"]);
        reviewer.get(QUEUE).says(&["没有待审表扬，做得好。"]);

        for staff in [&mut handler, &mut secretary] {
            staff.get("/c").says(&["收到的表扬", BANNER, "一位居民", &path]);
            staff.get(&path).says(&[WORDS, "没有署名"]).hides(&["不通过", "撤下"]);
            let sent = sends_blindly(staff, &path);
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "who is praised does not review");
        }
        other.get("/c").hides(&["收到的表扬"]);
        assert_eq!(other.get(&path).status, StatusCode::NOT_FOUND);
        assert!(house.verifies());
    });
}

fn sends_blindly(staff: &mut Visitor<'_>, path: &str) -> Answer {
    staff.get("/c/me");
    staff.send(&format!("{path}/refuse"), &[("seen", "2"), ("reason", "untrue")])
}

#[test]
fn a_refusal_needs_a_reason_and_tells_the_giver() {
    in_the_house(|house| {
        let (no, _) = given(house, "cgss", thanks());
        let mut reviewer = reviewer(house, "zhao.review");
        let words = "门牌号请不要写出来。";
        let faulty = sends(&mut reviewer, &no, "refuse", &[("words", words)]);
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        faulty.holds(&["请选一条理由。", "href=\"#f-reason\"", words]);
        let long = "字".repeat(20_000);
        let fields = [("reason", "privacy"), ("words", &long)];
        sends(&mut reviewer, &no, "refuse", &fields).holds(&["最多写", &long, " checked>"]);

        let refused =
            sends(&mut reviewer, &no, "refuse", &[("reason", "privacy"), ("words", words)]);
        made(&refused);
        let why = "写了别人的隐私，请改一改再送";
        reviewer.follows(&refused).says(&["理由会告诉送表扬的人", why, words]).hides(&["<select"]);
        house.resident(PHONE).get("/my/notices").says(&[&no, why]);
        let mut secretary = house.staff("su.secretary", &[("cgss", "secretary")]);
        assert_eq!(secretary.get(&format!("/c/praises/{no}")).status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_was_passed_on_can_be_taken_down() {
    in_the_house(|house| {
        let (no, _) = given(house, "cgss", thanks());
        let mut reviewer = reviewer(house, "zhao.review");
        made(&sends(&mut reviewer, &no, "publish", &[]));
        let mut secretary = house.staff("su.secretary", &[("cgss", "secretary")]);
        secretary.get("/c").says(&["收到的表扬"]);
        made(&sends(&mut reviewer, &no, "refuse", &[("reason", "untrue")]));
        secretary.get("/c").hides(&["收到的表扬"]);
        assert_eq!(secretary.get(&format!("/c/praises/{no}")).status, StatusCode::NOT_FOUND);
        reviewer.get("/c/praises?standing=refused").says(&[BANNER, "没有通过"]);
        reviewer.get("/c/praises?standing=published").says(&["没有找到"]);
        house.resident(PHONE).get("/my/notices").says(&["核实不到这件事"]);
        assert!(house.verifies());
    });
}

#[test]
fn of_two_reviewers_the_second_is_told_and_loses_no_word() {
    in_the_house(|house| {
        let (no, _) = given(house, "cgss", thanks());
        let (mut first, mut second) =
            (reviewer(house, "zhao.review"), reviewer(house, "he.review"));
        let path = format!("/c/praises/{no}");
        let seen = second.get(&path).between("name=\"seen\" value=\"", "\"");
        made(&sends(&mut first, &no, "publish", &[]));
        let typed =
            [("seen", seen.as_str()), ("reason", "untrue"), ("words", "问过单位，对不上。")];
        let late = second.send(&format!("{path}/refuse"), &typed);
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.holds(&["刚刚有了变化", "已转达", "问过单位，对不上。", " checked>"]);

        made(&sends(&mut first, &no, "refuse", &[("reason", "untrue")]));
        second.get(&path);
        let late = second.send(&format!("{path}/refuse"), &typed);
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.holds(&["刚刚有了变化", "您刚才写的", "问过单位，对不上。"]);
        late.hides(&["name=\"reason\""]);
    });
}

#[test]
fn nobody_reviews_praise_of_himself() {
    in_the_house(|house| {
        let (no, _) = given(house, "cgss", thanks());
        let seats = &[("platform", "reviewer"), ("cgss", "handler")];
        let mut both = house.staff("sun.both", seats);
        let mut other = reviewer(house, "zhao.review");
        let path = format!("/c/praises/{no}");
        let own = offered(&other.get(&path), "演示-sun.both");
        both.get(&path).says(&["不指定个人"]).hides(&[&format!("value=\"{own}\"")]);
        let refused = sends(&mut both, &no, "publish", &[("person", &own)]);
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.holds(&["不能审核对自己的表扬"]);
        sends(&mut other, &no, "publish", &[("person", "0")]).holds(&["请从这个单位的人里选。"]);
        made(&sends(&mut other, &no, "publish", &[("person", &own)]));
    });
}

#[test]
fn the_register_finds_what_one_may_read_and_nothing_else() {
    in_the_house(|house| {
        let (here, _) = given(house, "cgss", thanks());
        let (there, _) = given(house, "zh_party", Give { public: false, ..thanks() });
        let (waits, _) = given(house, "cgss", thanks());
        let mut reviewer = reviewer(house, "zhao.review");
        for no in [&here, &there] {
            made(&sends(&mut reviewer, no, "publish", &[]));
        }
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        handler.get("/c").says(&["href=\"/c/praises\""]);
        for asked in ["", "?q=声控灯"] {
            let path = format!("/c/praises{asked}");
            reviewer.get(&path).says(&[&here, &there, &waits, "待审核", "name=\"standing\""]);
            handler.get(&path).says(&[&here]).hides(&[&there, &waits, "name=\"standing\""]);
        }
        let waiting = reviewer.get("/c/praises?q=声控灯&standing=given");
        waiting.says(&[&waits]).hides(&[&here, &there]);
        handler.get(&format!("/c/praises?q={there}")).says(&["没有找到"]);
        handler.get(&format!("/c/praises?q={here}")).says(&[BANNER]);
        let mut caller = house.staff("wu.calls", &[("platform", "follow_up")]);
        assert_eq!(caller.get("/c/praises").status, StatusCode::NOT_FOUND);
        caller.get("/c").hides(&["/c/praises"]);
    });
}

#[test]
fn no_page_tells_who_gave_it_beyond_the_signature() {
    in_the_house(|house| {
        let (unnamed, giver) = given(house, "cgss", thanks());
        let signed = Give { signed: "王女士".to_owned(), ..thanks() };
        let (signed, _) = given(house, "cgss", signed);
        let mut reviewer = reviewer(house, "zhao.review");
        let mut handler = house.staff("li.handler", &[("cgss", "handler")]);
        let hidden = [PHONE, "138****6621", giver.as_str(), "\"giver\""];
        let paths = [&unnamed, &signed].map(|no| format!("/c/praises/{no}"));
        for path in [QUEUE, "/c", "/c/praises", &paths[0], &paths[1]] {
            reviewer.get(path).hides(&hidden);
            reviewer.json(path).says(&[]).hides(&hidden);
        }
        reviewer.get(&format!("{QUEUE}/table.csv")).says(&[]).hides(&hidden);
        for no in [&unnamed, &signed] {
            made(&sends(&mut reviewer, no, "publish", &[]));
        }
        for path in ["/c", "/c/praises", &paths[0], &paths[1]] {
            handler.get(path).says(&[]).hides(&hidden);
            handler.json(path).says(&[]).hides(&hidden);
        }
        handler.get("/c").says(&["王女士", "一位居民"]);
        handler.get(&paths[0]).hides(&["王女士"]);
        assert_eq!(handler.json(&paths[1]).json()["signed"], "王女士");
    });
}

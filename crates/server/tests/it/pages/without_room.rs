//! A database that takes nothing more shuts nobody out who only reads.

use axum::http::StatusCode;
use xianban_testkit::Engine;

use super::depth::{made, moves};
use xianban_testkit::Ground;
use xianban_testkit::visits::{House, Visitor, WORD};

const CLERK: &[(&str, &str)] = &[("cgss", "clerk")];
const PHONE: &str = "13800006621";
const LIGHTS: &str = "三单元楼道灯坏了三天，老人晚上上楼看不见。";

#[test]
fn whoever_is_logged_in_reads_on_and_nothing_typed_is_lost() {
    for engine in Engine::asked() {
        println!("on {engine:?}");
        let database = engine.database(Ground::Demo);
        let (no, clerk, dispatcher, resident) = {
            let house = House::open(&database);
            let mut clerk = house.staff("wang.clerk", CLERK);
            clerk.get("/c/new");
            let place = ("place_words", "一期三号楼三单元");
            let told = [("kind", "livelihood"), ("category", "property"), ("text", LIGHTS), place];
            let by = [("channel", "phone"), ("phone", PHONE)];
            let no = Visitor::filed(&clerk.send("/c/new", &[&told[..], &by].concat()));
            let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
            made(&moves(&mut dispatcher, &no, "accept", &[]));
            (no, clerk.cookies(), dispatcher.cookies(), house.resident(PHONE).cookies())
        };
        let full = database.kept().without_room();
        let house = House::open(&full);
        // Long enough for a session to be prolonged.
        house.pass(20);
        let mut clerk = house.returning(clerk);
        let page = format!("/c/appeals/{no}");
        for path in ["/c", "/c/inbox/accept", "/c/appeals", "/c/messages", "/c/me", &page] {
            clerk.get(path).says(&[]);
        }
        let mut dispatcher = house.returning(dispatcher);
        let form = format!("{page}/read_identity");
        dispatcher.get(&form).says(&[]);
        let look = dispatcher.send(&form, &[("reason", "回电话")]);
        assert_eq!(look.status, StatusCode::SERVICE_UNAVAILABLE, "{}", look.text);
        look.holds(&["暂时", "没有办成"]).hides(&[PHONE]);
        let mut resident = house.returning(resident);
        for path in ["/", "/me", "/me/account", &format!("/appeals/{no}")] {
            resident.get(path).says(&[]);
        }
        let form = format!("/appeals/{no}/supplement");
        resident.get(&form).says(&["补充"]);
        // Longer than what is left in any page of the file.
        let more = "昨晚又有人摔倒了。".repeat(150);
        let kept = resident.send(&form, &[("text", &more)]);
        assert_eq!(kept.status, StatusCode::SERVICE_UNAVAILABLE);
        kept.holds(&[&more, "再提交一次"]);
        let mut guest = house.guest();
        guest.get("/c/login");
        let login = guest.send("/c/login", &[("account", "wang.clerk"), ("password", WORD)]);
        login.hides(&[WORD]);
        // A session is so small that a file whose disk is full may still hold it.
        if engine == Engine::Postgres {
            assert_eq!(login.status, StatusCode::SERVICE_UNAVAILABLE);
            login.holds(&["系统暂时无法保存"]);
        }
    }
}

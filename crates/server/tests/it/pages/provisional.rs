//! What is due in a year whose holidays no notice has settled yet.

use super::depth::{PHONE, handled_as, made, moves};
use super::in_the_house;
use xianban_domain::appeals::take_over_rules;
use xianban_kernel::Actor;
use xianban_testkit::office::doing;
use xianban_testkit::visits::{House, Visitor};

const OFFICE: &[(&str, &str)] =
    &[("platform", "dispatcher"), ("platform", "reviewer"), ("platform", "follow_up")];
const HANDLER: &[(&str, &str)] = &[("cgss", "handler")];
const MARK: &str = "放假安排公布前暂定";
/// From 23 November to 31 December, in minutes.
const TO_THE_LAST_DAY: i64 = 38 * 24 * 60;

/// The keeper of the rules enters the notice for 2027, and running matters are counted anew.
fn the_notice_comes(house: &House) {
    house.hire("qian.system", false, &[("platform", "system_admin")]);
    house.hire("sun.audit", false, &[("platform", "audit_admin")]);
    let mut keeper = house.staff("li.keeper", &[("platform", "security_admin")]);
    let rules = keeper.get("/c/rules/1/file").text;
    let settled = "year = 2027\npublished = true\nholidays = [\"2027-01-01\", \"2027-01-04\"]";
    let rules = rules.replace("year = 2027\npublished = false", settled);
    keeper.get("/c/rules");
    keeper.send("/c/rules/file", &[("seen", "0"), ("file", &rules)]);
    let publish = [("seen", "1"), ("from", ""), ("why", "2027 年放假安排已经公布")];
    assert_eq!(keeper.send("/c/rules/publish", &publish).to, "/c/rules");
    house.pass(1);
    house.renews();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cx = doing(&Actor::System, TO_THE_LAST_DAY + 1);
    let taken = runtime.block_on(take_over_rules(&house.office, &cx)).unwrap();
    assert_eq!((taken.changed, taken.failed), (1, 0));
}

/// Whether the queue of a handler marks its only line: on the page, for programs, in the table.
fn marked(handler: &mut Visitor<'_>) -> [bool; 3] {
    let row = &handler.json("/c/inbox/handle").json()["rows"][0];
    let page = handler.get("/c/inbox/handle").text;
    let table = handler.get("/c/inbox/handle/table.csv").text;
    let due = row["due"]["provisional"].as_bool().unwrap();
    [page.contains(&format!("title=\"{MARK}\">暂定")), due, table.contains(MARK)]
}

#[test]
fn a_due_time_in_a_year_without_a_notice_says_so_wherever_it_is_shown() {
    in_the_house(|house| {
        house.pass(TO_THE_LAST_DAY);
        let mut dispatcher = house.staff("zhou.dispatch", OFFICE);
        let no = handled_as(house, &mut dispatcher, "environment.sorting");
        let (case, own) = (format!("/c/appeals/{no}"), format!("/appeals/{no}"));
        let mut handler = house.staff("li.handler", HANDLER);
        dispatcher.get(&case).says(&["剩 24 小时", "暂定"]).hides(&["放假安排还没公布"]);
        let told = [("through", "own"), ("words", "和于大爷通过电话，说好节后上门。")];
        made(&moves(&mut handler, &no, "report", &told));
        dispatcher.get(&case).says(&["2027 年的放假安排还没公布", "（暂定）"]);
        assert_eq!(marked(&mut handler), [true; 3]);
        let mut resident = house.resident(PHONE);
        resident.get(&own).says(&[MARK]);
        assert!(house.verifies());

        the_notice_comes(house);
        let page = dispatcher.get(&case);
        page.hides(&["放假安排还没公布", "暂定", MARK]);
        assert_eq!(marked(&mut handler), [false; 3]);
        resident.get(&own).hides(&[MARK]);
        assert!(house.verifies());
    });
}

#[test]
fn a_due_time_in_a_settled_year_has_no_mark() {
    in_the_house(|house| {
        let mut dispatcher = house.staff("zhou.dispatch", OFFICE);
        let no = handled_as(house, &mut dispatcher, "environment.sorting");
        dispatcher.get(&format!("/c/appeals/{no}")).hides(&["放假安排还没公布", "暂定"]);
        let mut handler = house.staff("li.handler", HANDLER);
        assert_eq!(marked(&mut handler), [false; 3]);
        house.resident(PHONE).get(&format!("/appeals/{no}")).hides(&[MARK]);
    });
}

//! Whatever signs come, by whatever door: what is kept can be shown and served in every form, and what
//! cannot be read is told.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::appeals::Action;
use xianban_web::{For, table};

use super::{Caller, House, at_the_doors};

/// Signs that no list may serve, around words that people see.
const SENT: &str = "楼道\u{fffe}灯\u{0}\u{1b}坏\u{ffff}了\u{202e}三天\u{200b}。";
/// What is kept of it.
const KEPT: &str = "楼道灯坏了\u{fffd}三天。";

fn is_clean(text: &str) -> bool {
    !text.chars().any(|sign| "\u{fffe}\u{ffff}\u{0}\u{1b}\u{202e}\u{200b}".contains(sign))
}

#[test]
fn signs_that_no_list_may_serve_come_in_through_no_door() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let system = house.system(&[Action::Submit, Action::ReadCase]);
        let matter = json!({ "text": SENT, "category": "other", "place_words": SENT });
        for by in [&resident, &system] {
            let filed = house.posts(by, "/ask/livelihood", &matter);
            assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text);
            let page =
                house.gets(by, &format!("/appeals/{}", filed.json()["no"].as_str().unwrap()));
            assert!(page.text.contains(KEPT) && is_clean(&page.text), "{}", page.text);
        }
        let no = house.filed_by(&resident);
        let path = format!("/appeals/{no}/supplement");
        let said = house.posts(&resident, &path, &json!({ "text": SENT }));
        assert_eq!(said.status, StatusCode::OK, "{}", said.text);
        let nothing = house.posts(&resident, &path, &json!({ "text": "\u{200b}\u{feff}\u{3164}" }));
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(nothing.json()["faults"][0]["field"], "text");
        let page = house.gets(&resident, &format!("/appeals/{no}"));
        assert!(page.text.contains(KEPT) && is_clean(&page.text), "{}", page.text);
    });
}

#[test]
fn a_line_break_counts_once_up_to_the_last_sign_that_fits() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let path = format!("/appeals/{}/supplement", house.filed_by(&resident));
        let begun = "一二三四五\r\n一二三四五";
        let full = format!("{begun}{}", "字".repeat(5_000 - 11));
        assert_eq!(house.posts(&resident, &path, &json!({ "text": full })).status, StatusCode::OK);
        let over = house.posts(&resident, &path, &json!({ "text": format!("{full}字") }));
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(over.text.contains("5001"), "{}", over.text);
    });
}

/// A path with something in its parameters.
fn filled(path: &str, with: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { with.to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[test]
fn an_address_that_cannot_be_read_is_told_in_the_asked_form() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let staff = house.staff("sun.office", "platform", "dispatcher");
        let mut walked = 0;
        for line in table().iter().filter(|line| line.method == "GET") {
            let by = match line.who {
                For::Everybody => &Caller::default(),
                For::Resident | For::Applicant => &resident,
                For::Staff | For::Part => &staff,
            };
            let usual = filled(line.path, "1");
            let plain = house.gets(by, &usual).status;
            let mut odd = vec![format!("{usual}?q=%00"), format!("{usual}?q=%C2%A5%B5")];
            if line.path.contains('{') {
                odd.extend([filled(line.path, "%00"), filled(line.path, "%ED%A0%80")]);
            }
            for path in odd {
                let told = house.gets(by, &path);
                assert_eq!(told.status, StatusCode::BAD_REQUEST, "{path}: {}", told.text);
                walked += 1;
            }
            for query in
                ["state=a&state=b", "page=x", "after=x&before=x&cursor=x", "place=x&q=x&q=y"]
            {
                let told = house.gets(by, &format!("{usual}?{query}"));
                let right = told.status == plain || told.status == StatusCode::BAD_REQUEST;
                let found = told.status.is_success() || told.status.is_redirection();
                assert!(right || found, "{usual}?{query}: {} not {plain}", told.status);
                walked += 1;
            }
        }
        println!("{walked} addresses");
        assert!(walked > 400, "{walked}");
    });
}

#[test]
fn a_body_that_cannot_be_read_is_told_at_every_door() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let staff = house.staff("sun.office", "platform", "dispatcher");
        let mut walked = 0;
        for line in table().iter().filter(|line| line.method == "POST") {
            let by = match line.who {
                For::Everybody | For::Resident | For::Applicant => &resident,
                For::Staff | For::Part => &staff,
            };
            // An appeal or page that is not there is not found, whatever is sent.
            if line.path.contains('{') || line.path.starts_with("/open311") {
                continue;
            }
            for (kind, body) in bodies() {
                let told = sends(house, by, line.path, kind, body);
                let status = told.status.as_u16();
                // What this visitor may not do is not there for him.
                let hidden = line.who == For::Staff && status == 404;
                // Photos come alone, in parts.
                let other = line.path == "/files" && status == 415;
                assert!(hidden || other || status == 400, "{} {kind}: {}", line.path, told.text);
                walked += usize::from(!hidden);
            }
        }
        println!("{walked} bodies");
        assert!(walked > 60, "{walked}");
    });
}

fn bodies() -> [(&'static str, &'static [u8]); 4] {
    [
        ("application/json", b"{\"text\": "),
        ("application/json", b"{\"text\": \"\\ud800\"}"),
        ("application/x-www-form-urlencoded", b"text=%C2%A5%B5%C0"),
        ("application/x-www-form-urlencoded; charset=gbk", b"text=x"),
    ]
}

fn sends(house: &House, by: &Caller, path: &str, kind: &str, body: &'static [u8]) -> super::Answer {
    house.sends(by.asks("POST", path).header("content-type", kind).body(Body::from(body)).unwrap())
}

//! The answer to a commit is lost, or the database is away: nothing is done twice, nothing typed is
//! lost, and people read what is known.

use axum::body::Body;
use axum::http::StatusCode;
use xianban_domain::office::Work;
use xianban_kernel::Problem;
use xianban_store::params;
use xianban_testkit::at_the_end_of_a_wire;
use xianban_testkit::wire::Wire;
use xianban_web::{For, table};

use super::{Answer, Caller, House};

/// What the resident writes.
const WORDS: &str = "三号楼门禁坏了，老人出不去。";

/// Sends a form as a browser does.
fn sends(house: &House, by: &Caller, path: &str, fields: &[(&str, &str)]) -> Answer {
    let seal = by.headers.iter().find(|(name, _)| *name == "x-csrf").unwrap().1.as_str();
    let pairs = [&[("csrf", seal)], fields].concat();
    let request = by.asks("POST", path);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let body = serde_urlencoded::to_string(&pairs).unwrap();
    let mut request = request.body(Body::from(body)).unwrap();
    request.headers_mut().insert("accept", "text/html".parse().unwrap());
    house.sends(request)
}

fn files(house: &House, by: &Caller, key: &str) -> Answer {
    let fields = [("key", key), ("category", "other"), ("text", WORDS), ("place_unknown", "1")];
    sends(house, by, "/ask/livelihood", &fields)
}

/// How many appeals there are.
fn filed(house: &House) -> i64 {
    let count = |work: &mut Work<'_, '_>| {
        let row = work.tx.row("select count(*) n from appeal", params![])?;
        Ok(row.ok_or(Problem::NotFound)?.get("n")?)
    };
    house.does(&xianban_kernel::Actor::System, count).unwrap()
}

fn at_the_end(story: impl FnOnce(&Wire, &House)) {
    at_the_end_of_a_wire(|wire, db| story(wire, &House::opens(db)));
}

#[test]
fn a_filing_whose_answer_is_lost_is_found_again_and_answered() {
    at_the_end(|wire, house| {
        let resident = house.resident("13812346621");
        wire.loses_answers(1);
        let first = files(house, &resident, "k1");
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
        assert_eq!(filed(house), 1);
        let again = files(house, &resident, "k1");
        assert_eq!(again.headers["location"], first.headers["location"]);
        assert_eq!(filed(house), 1);
    });
}

#[test]
fn a_filing_nobody_knows_about_comes_back_under_its_key_and_counts_once() {
    at_the_end(|wire, house| {
        let resident = house.resident("13812346621");
        wire.breaks_with_the_next_commit();
        let unknown = files(house, &resident, "k1");
        assert_eq!(unknown.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(unknown.text.contains("还不知道办成了没有"), "{}", unknown.text);
        assert!(unknown.text.contains(WORDS) && unknown.text.contains("value=\"k1\""));
        wire.mends();
        let again = files(house, &resident, "k1");
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
        assert_eq!(filed(house), 1);
    });
}

#[test]
fn a_move_whose_answer_is_lost_is_made_once() {
    at_the_end(|wire, house| {
        let resident = house.resident("13812346621");
        let path = format!("/appeals/{}/supplement", house.filed_by(&resident));
        wire.loses_answers(1);
        let told = sends(house, &resident, &path, &[("key", "k2"), ("text", WORDS)]);
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text);
        let page = house.gets(&resident, path.trim_end_matches("/supplement"));
        assert_eq!(page.text.matches(WORDS).count(), 1, "{}", page.text);
    });
}

#[test]
fn every_form_comes_back_filled_when_the_database_is_away() {
    at_the_end(|wire, house| {
        let resident = house.resident("13812346621");
        wire.breaks();
        let mut forms = 0;
        for line in table() {
            // Passwords and codes are not written into a page; files go to an address of their own.
            let own =
                ["/login", "/c/login", "/c/me/password", "/c/me/factor", "/files", "/open311"];
            let other = own.iter().any(|own| line.path.starts_with(own));
            if line.method != "POST" || other || line.path.ends_with("/password") {
                continue;
            }
            let path = line.path.replace("{kind}", "livelihood");
            let path = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
            let path = path.collect::<Vec<_>>().join("/");
            let told = sends(house, &resident, &path, &[("key", "k9"), ("text", WORDS)]);
            let who = line.who;
            assert_eq!(told.status, StatusCode::SERVICE_UNAVAILABLE, "{path} {who}: {}", told.text);
            assert!(told.text.contains(WORDS) && told.text.contains("value=\"k9\""), "{path}");
            forms += usize::from(who != For::Everybody);
        }
        println!("{forms} forms came back");
        assert!(forms >= 33, "{forms}");
        wire.mends();
    });
}

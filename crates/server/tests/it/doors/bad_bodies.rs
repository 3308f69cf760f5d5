//! Whatever comes wrongly is answered in whole sentences, never in a server's bare words.

use axum::body::Body;
use axum::http::StatusCode;

use super::{Answer, Caller, House, at_the_doors};

fn form(house: &House, kind: &str, body: impl Into<Body>) -> Answer {
    let request = Caller::default().asks("POST", "/lookup").header("content-type", kind);
    house.sends(request.body(body.into()).unwrap())
}

/// Problem details with this status and code.
fn is_problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, StatusCode::from_u16(status).unwrap(), "{}", answer.text);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(answer.json()["code"], code);
    assert!(answer.json()["detail"].as_str().unwrap().ends_with('。'), "{}", answer.text);
}

#[test]
fn bodies_that_cannot_be_read_are_told_why() {
    at_the_doors(|house| {
        let urlencoded = "application/x-www-form-urlencoded";
        is_problem(&form(house, urlencoded, "no=%C2%A5%B5%C0"), 400, "not_utf8");
        is_problem(&form(house, urlencoded, b"no=\xc2\xa5\xb5\xc0".to_vec()), 400, "not_utf8");
        is_problem(&form(house, "application/json", "{\"no\": "), 400, "unreadable");
        is_problem(&form(house, "application/xml", "<no/>"), 415, "wrong_media");
        is_problem(&form(house, urlencoded, "x".repeat(20_000_000)), 413, "too_large");
    });
}

#[test]
fn addresses_and_methods_that_are_not_there_get_a_problem() {
    at_the_doors(|house| {
        is_problem(&house.gets(&Caller::default(), "/nowhere"), 404, "not_found");
        is_problem(&house.gets(&Caller::default(), "/appeals/%FF%FE"), 400, "not_utf8");
        let odd = Caller::default().asks("DELETE", "/lookup").body(Body::empty()).unwrap();
        is_problem(&house.sends(odd), 405, "wrong_method");
        let resident = house.resident("13812346621");
        is_problem(&house.gets(&resident, "/my/appeals?before=abc"), 400, "unreadable");
    });
}

#[test]
fn people_read_a_page_instead() {
    at_the_doors(|house| {
        let request = axum::http::Request::builder().uri("/nowhere").body(Body::empty()).unwrap();
        let page = house.sends(request);
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.text.contains("没有找到") && page.text.contains("<html"), "{}", page.text);
    });
}

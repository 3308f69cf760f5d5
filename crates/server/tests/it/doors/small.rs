//! The small doors: where a login leads, one browser, tokens, what may be kept.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use xianban_domain::appeals::Action;
use xianban_testkit::office::LAOSHAN;

use super::{Caller, House, at_the_doors};

fn bearing(value: &str) -> Caller {
    Caller::default().carrying("authorization", value)
}

#[test]
fn a_token_is_read_whatever_the_case_of_its_scheme() {
    at_the_doors(|house| {
        let system = house.system(&[Action::Submit]);
        let token = system.headers[0].1.trim_start_matches("Bearer ").to_owned();
        for scheme in ["Bearer", "bearer", "BEARER"] {
            let answer = house.gets(&bearing(&format!("{scheme} {token}")), "/ask/livelihood");
            assert_eq!(answer.status, StatusCode::OK, "{scheme}");
        }
        let refused = house.gets(&bearing("Basic eDp5"), "/ask/livelihood");
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert_eq!(refused.headers["www-authenticate"], "Bearer realm=\"xianban\"");
    });
}

#[test]
fn wrong_tokens_are_throttled_and_a_right_one_is_not() {
    at_the_doors(|house| {
        let system = house.system(&[Action::Submit]);
        for _ in 0..60 {
            let answer = house.gets(&bearing("Bearer guessed"), "/ask/livelihood");
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        }
        let answer = house.gets(&bearing("Bearer guessed"), "/ask/livelihood");
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        let key = format!("/open311/v2/requests.json?jurisdiction_id={LAOSHAN}&api_key=guessed");
        let answer = house.gets(&Caller::default(), &key);
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "keys count with them");
        assert_eq!(house.gets(&system, "/ask/livelihood").status, StatusCode::OK);
    });
}

#[test]
fn whatever_is_somebody_s_own_is_not_kept() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let (no, photo) = house.filed_with_a_photo(&resident);
        let paths = ["/me", "/my/appeals", &format!("/appeals/{no}"), &format!("/files/{photo}")];
        for path in paths {
            let kept = house.gets(&resident, path).headers["cache-control"].clone();
            assert!(kept.to_str().unwrap().contains("no-store"), "{path} {kept:?}");
        }
    });
}

#[test]
fn the_metrics_are_not_for_whoever_comes_through_a_proxy() {
    at_the_doors(|house| {
        let asks = |house: &House, name: Option<&str>| {
            let mut request = Request::get("/metrics");
            if let Some(address) = name {
                request = request.header("x-forwarded-for", address);
            }
            house.sends(request.body(Body::empty()).unwrap()).status
        };
        assert_eq!(asks(house, None), StatusCode::OK);
        assert_eq!(asks(house, Some("127.0.0.1")), StatusCode::FORBIDDEN);
    });
}

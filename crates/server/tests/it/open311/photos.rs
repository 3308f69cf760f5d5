//! Photos that come with a filing.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use xianban_testkit::photos::{taken, torn};

use super::{City, in_a_city, told};

const KIND: &str = "multipart/form-data; boundary=e";

fn words(name: &str, value: &str) -> Vec<u8> {
    format!("--e\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        .into_bytes()
}

fn photo(bytes: &[u8]) -> Vec<u8> {
    let head = "--e\r\ncontent-disposition: form-data; name=\"media\"; filename=\"a.jpg\"\r\n\
        content-type: image/jpeg\r\n\r\n";
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

/// A filing with these photos, before or behind its words.
fn body(photos: &[Vec<u8>], first: bool) -> Vec<u8> {
    let said = [
        ("api_key", "demo"),
        ("service_code", "environment"),
        ("description", "垃圾桶满了"),
        ("address_string", "东门"),
    ];
    let said = said.map(|(name, value)| words(name, value)).concat();
    let photos: Vec<u8> = photos.iter().flat_map(|bytes| photo(bytes)).collect();
    let parts = if first { [photos, said] } else { [said, photos] };
    [parts.concat(), b"--e--\r\n".to_vec()].concat()
}

/// What is at an address, for whoever bears this token.
fn picture(city: &City, href: &str, token: &str) -> (StatusCode, usize) {
    let path = href.strip_prefix("http://localhost").unwrap();
    let request = Request::get(path).header("authorization", format!("Bearer {token}"));
    let answer =
        tower::ServiceExt::oneshot(city.router.clone(), request.body(Body::empty()).unwrap());
    let answer = city.runtime.block_on(answer).unwrap();
    let status = answer.status();
    let bytes = city.runtime.block_on(to_bytes(answer.into_body(), 1 << 22)).unwrap();
    (status, bytes.len())
}

#[test]
fn photos_are_kept_and_given_back_to_whoever_sent_them() {
    in_a_city(|city| {
        let both = [taken([180, 90, 60]), taken([60, 90, 180])];
        for first in [false, true] {
            let (no, notice) = told(&city.sends("requests.json", KIND, body(&both, first), ""));
            assert!(notice.ends_with("可以查看全过程。"), "{notice}");
            let own = city.own(&no);
            let hrefs = own["extended_attributes"]["media_url"].as_array().unwrap();
            assert_eq!(hrefs.len(), 2);
            for href in hrefs {
                let (status, length) = picture(city, href.as_str().unwrap(), "demo");
                assert_eq!(status, StatusCode::OK);
                assert!(length > 1_000);
                let (status, _) = picture(city, href.as_str().unwrap(), "another");
                assert_eq!(status, StatusCode::NOT_FOUND);
            }
        }
    });
}

#[test]
fn a_photo_that_cannot_be_taken_loses_no_report() {
    in_a_city(|city| {
        let photos = [taken([180, 90, 60]), b"no picture".to_vec(), torn()];
        let (no, notice) = told(&city.sends("requests.json", KIND, body(&photos, false), ""));
        assert!(notice.contains("第 2 张照片没有收下"), "{notice}");
        let own = city.own(&no);
        assert!(own["media_url"].as_str().unwrap().contains("/files/"), "{own}");
    });
}

#[test]
fn sent_again_under_its_key_it_is_the_first_answer_and_another_photo_is_another_request() {
    in_a_city(|city| {
        let photos = [taken([180, 90, 60]), b"no picture".to_vec()];
        let first = city.sends("requests.json", KIND, body(&photos, false), "k1");
        assert_eq!(city.sends("requests.json", KIND, body(&photos, false), "k1"), first);
        assert_eq!(city.list("requests.json?api_key=demo").len(), 1);
        let other = [taken([1, 90, 60]), b"no picture".to_vec()];
        let other = city.sends("requests.json", KIND, body(&other, false), "k1");
        assert_eq!(other.0, StatusCode::BAD_REQUEST, "{}", other.1);
    });
}

#[test]
fn a_wrong_key_before_the_photos_is_refused() {
    in_a_city(|city| {
        let sent = body(&[taken([180, 90, 60])], false);
        let sent = String::from_utf8_lossy(&sent).replace("demo", "guessed");
        let (status, _) = city.sends("requests.json", KIND, sent, "");
        assert_eq!(status, StatusCode::FORBIDDEN);
    });
}

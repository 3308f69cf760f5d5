//! A request under a key counts once, whatever it asks for.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::appeals::Action;

use super::{Answer, Caller, House, at_the_doors};

/// A red point, as PNG.
const RED: &str = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63 \
    38a1a1010002d4011905508fa40000000049454e44ae426082";
/// A green one.
const GREEN: &str = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63 \
    d038a10100023401191d93d32d0000000049454e44ae426082";

/// Files a matter with one photo, as a program with a form's body.
fn files_with_photo(house: &House, by: &Caller, photo: &str) -> Answer {
    let mut body = Vec::new();
    let seal = &by.headers.iter().find(|(name, _)| *name == "x-csrf").unwrap().1;
    let words = [("csrf", seal.as_str()), ("key", "k7"), ("category", "other")];
    let words = words.into_iter().chain([("text", "楼道灯坏了。"), ("place_unknown", "1")]);
    for (name, value) in words {
        let part = format!("--B\r\ncontent-disposition: form-data; name={name}\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--B\r\ncontent-disposition: form-data; name=photos; filename=p.png\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(&hex::decode(photo.replace(' ', "")).unwrap());
    body.extend_from_slice(b"\r\n--B--\r\n");
    let request = by.asks("POST", "/ask/livelihood");
    let request = request.header("content-type", "multipart/form-data; boundary=B");
    house.sends(request.body(Body::from(body)).unwrap())
}

#[test]
fn the_same_form_with_another_photo_of_that_name_is_another_request() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let first = files_with_photo(house, &resident, RED);
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
        let again = files_with_photo(house, &resident, RED);
        assert_eq!((again.status, again.json()), (StatusCode::OK, first.json()));
        let other = files_with_photo(house, &resident, GREEN);
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
        assert_eq!(other.json()["code"], "key_reused");
    });
}

#[test]
fn a_move_sent_twice_is_made_once_and_another_body_under_its_key_is_refused() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let path = format!("/appeals/{}/supplement", house.filed_by(&resident));
        let keyed = resident.clone().carrying("idempotency-key", "k1");
        let words = json!({ "text": "今天楼上也黑了。" });
        let first = house.posts(&keyed, &path, &words);
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        assert_eq!(house.posts(&keyed, &path, &words).json(), first.json());
        let page = house.gets(&resident, path.trim_end_matches("/supplement"));
        assert_eq!(page.text.matches("今天楼上也黑了。").count(), 1, "{}", page.text);
        let other = house.posts(&keyed, &path, &json!({ "text": "又黑了。" }));
        assert_eq!(
            (other.status, other.json()["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("key_reused"))
        );
    });
}

#[test]
fn the_same_key_at_another_appeal_is_another_request() {
    at_the_doors(|house| {
        let resident = house.resident("13812346621");
        let keyed = resident.clone().carrying("idempotency-key", "k1");
        for no in [house.filed_by(&resident), house.filed_by(&resident)] {
            let words = json!({ "text": "补充一句。" });
            let told = house.posts(&keyed, &format!("/appeals/{no}/supplement"), &words);
            assert_eq!(told.json()["href"], format!("/appeals/{no}"));
            let page = house.gets(&resident, &format!("/appeals/{no}"));
            assert!(page.text.contains("补充一句。"), "{}", page.text);
        }
    });
}

#[test]
fn another_system_files_without_our_categories_and_supplements_its_own() {
    at_the_doors(|house| {
        let system = house.system(&[Action::Submit, Action::ReadCase, Action::Supplement]);
        let matter = json!({ "text": "路面塌了一块。", "place_words": "金岭路公交站旁" });
        let filed = house.posts(&system, "/ask/livelihood", &matter);
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text);
        let path = format!("/appeals/{}", filed.json()["no"].as_str().unwrap());
        let more = json!({ "text": "旁边立了牌子。" });
        let more = house.posts(&system, &format!("{path}/supplement"), &more);
        assert_eq!(more.status, StatusCode::OK, "{}", more.text);
        assert!(house.gets(&system, &path).text.contains("旁边立了牌子。"));
        assert!(more.headers.get("set-cookie").is_none());
    });
}

#[test]
fn a_token_beside_a_session_is_refused() {
    at_the_doors(|house| {
        let both = house.system(&[Action::Submit]).carrying("cookie", "session=abc");
        let refused = house.posts(&both, "/ask/livelihood", &json!({ "text": "灯坏了" }));
        assert_eq!(refused.json()["code"], "two_identities");
    });
}
